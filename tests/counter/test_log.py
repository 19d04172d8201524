"""The operator's log of what was changed behind the counter."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from shops.models import Product, Shop

PAGE = reverse("admin:admin_logentry_changelist")


@pytest.fixture
def operator(client, world):
    operator = world.person("operator", is_staff=True, is_superuser=True)
    client.force_login(operator)
    for model, words in [(Shop, "The Tea House"), (Product, "Spring tea")]:
        LogEntry.objects.create(
            user=operator,
            content_type=ContentType.objects.get_for_model(model),
            object_id="1",
            object_repr=words,
            action_flag=CHANGE,
        )
    return client


def test_it_is_narrowed_to_one_kind_of_page_and_offers_those_that_it_has(operator):
    kind = ContentType.objects.get_for_model(Product)
    text = operator.get(PAGE).text
    assert f"content_type__id__exact={kind.pk}" in text
    assert text.count("content_type__id__exact=") == 2
    text = operator.get(PAGE, {"content_type__id__exact": kind.pk}).text
    assert "Spring tea" in text and "The Tea House" not in text


def test_a_kind_that_is_none_is_no_mishap(operator):
    assert operator.get(PAGE, {"content_type__id__exact": "x"}, follow=True).status_code == 200
