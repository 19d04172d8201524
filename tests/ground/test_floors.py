"""The floors of the house for what import-linter does not see: foreign keys."""

from django.apps import apps

FLOORS = ["giftshop", "accounts", "shops", "payments", "orders", "gifts", "sharers", "api"]


def test_a_foreign_key_points_only_to_the_left():
    for model in apps.get_models():
        here = model._meta.app_label
        if here not in FLOORS:
            continue
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model._meta.app_label in FLOORS:
                there = field.related_model._meta.app_label
                assert FLOORS.index(there) <= FLOORS.index(here), (
                    f"{model.__name__}.{field.name} points up to {there}"
                )


def test_every_app_of_ours_has_a_floor():
    ours = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    assert ours == set(FLOORS)
