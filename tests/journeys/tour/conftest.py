import pytest

from tests.conftest import clone
from tests.journeys.tour.standing import standing


@pytest.fixture(scope="module")
def demo(demo_database, static_files, django_db_blocker, tmp_path_factory):
    """The running shop with its demo."""
    template, media = demo_database
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        clone(template),
        standing(folder, static=static_files, media=media) as standing_shop,
    ):
        yield standing_shop


@pytest.fixture
def look(browser, demo):
    """`look("giver", viewport=…)`: a new page in a browser of that person; the same one for the same options."""
    contexts = {}

    def looking(who, **options):
        key = who, repr(options)
        if key not in contexts:
            contexts[key] = demo.context(browser, who, **options)
        return contexts[key].new_page()

    yield looking
    for context in contexts.values():
        context.close()
