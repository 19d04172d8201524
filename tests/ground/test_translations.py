from babel.messages.catalog import Catalog
from django.core.management import call_command

from giftshop.management.commands import translations


def catalogue(*messages):
    catalog = Catalog()
    for args in messages:
        catalog.add(**args)
    return catalog


def test_the_chinese_catalogue_is_complete_and_compiled():
    call_command("translations", check=True)


def test_translations_are_kept_and_messages_that_are_gone_are_dropped():
    kept = catalogue({"id": "Gift", "string": "礼物"}, {"id": "Gone", "string": "没了"})
    merged = translations.merged(catalogue({"id": "Gift"}, {"id": "New"}), kept)
    assert merged.get("Gift").string == "礼物"
    assert not merged.get("New").string
    assert merged.get("Gone") is None


def test_the_same_word_in_two_contexts_is_two_messages():
    kept = catalogue({"id": "Home", "context": "tab", "string": "首页"})
    merged = translations.merged(catalogue({"id": "Home"}, {"id": "Home", "context": "tab"}), kept)
    assert not merged.get("Home").string
    assert merged.get("Home", "tab").string == "首页"


def test_a_missing_a_fuzzy_and_a_mismatched_translation_are_named():
    faults = translations.incomplete(
        catalogue(
            {"id": "Open", "string": ""},
            {"id": "Close", "string": "关", "flags": ["fuzzy"]},
            {"id": "%(name)s left", "string": "走了"},
            {"id": "{hours} h", "string": "{hours} 小时"},
            {"id": ("%(n)s gift", "%(n)s gifts"), "string": ("%(n)s 份礼物",)},
        )
    )
    assert [fault.split(":")[0] for fault in faults] == ["missing", "fuzzy", "placeholders differ"]


def test_templates_and_sources_are_both_read():
    found = translations.sources()
    assert found.get("Skip to the content") is not None
    assert found.get("Things have changed in the meantime") is not None
    assert found.get("Home", "tab") is not None
