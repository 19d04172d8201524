"""A shop's own covers in the admin: owners add, name, order and hide them, clerks look."""

from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from gifts.models import ShopCover
from gifts.models.cover import MAX_SHOWN
from shops.models import Shop, Staff

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:gifts_shopcover_changelist"), reverse("admin:gifts_shopcover_add")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def wen(client, world):
    """The owner."""
    assert world.shop
    world.wen.is_staff = True
    world.wen.save()
    client.force_login(world.wen)
    return client


@pytest.fixture
def clerk(client, world):
    person = world.person("chen", is_staff=True)
    Staff.objects.create(shop=world.shop, user=person, role="clerk")
    client.force_login(person)
    return client


def photo(size=(1600, 900), kind="PNG"):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


def form(world, data=None, **fields):
    file = SimpleUploadedFile("box.png", photo() if data is None else data)
    return {"shop": world.shop.pk, "name": "春茶", "file": file, "position": 1, "shown": "on"} | fields


def change(cover):
    return reverse("admin:gifts_shopcover_change", args=[cover.pk])


def test_the_owner_adds_one_and_it_is_drawn_anew(wen, world):
    assert wen.post(ADD, form(world)).status_code == 302
    cover = ShopCover.objects.get()
    assert (cover.shop, cover.name, cover.shown) == (world.shop, "春茶", True)
    with Image.open(cover.file) as image:
        assert (image.size, image.format) == ((800, 640), "JPEG")
    for path in (LIST, change(cover)):
        assert cover.url in wen.get(path).content.decode()


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.4",
        b"",
        b"x" * (10 * 1024 * 1024 + 1),
        photo((8000, 6000)),
    ],
)
def test_nothing_else_is_a_picture(wen, world, media, data):
    answer = wen.post(ADD, form(world, data))
    assert answer.status_code == 200 and answer.context["adminform"].form.errors.keys() == {"file"}
    assert not ShopCover.objects.exists() and not list(media.rglob("*.jpg"))


def test_name_order_and_showing_can_be_changed_but_not_the_picture(wen, world):
    cover = world.cover()
    fields = {"name": "夏茶", "position": 7, "file": SimpleUploadedFile("x.png", photo())}
    assert wen.post(change(cover), fields).status_code == 302
    after = ShopCover.objects.get()
    assert (after.name, after.position, after.shown, after.file) == ("夏茶", 7, False, cover.file)
    assert "春茶 → 夏茶" in LogEntry.objects.get().change_message.encode().decode("unicode_escape")


def test_the_thirteenth_is_refused_beside_its_field(wen, world):
    covers = [world.cover() for _ in range(MAX_SHOWN)]
    answer = wen.post(ADD, form(world))
    assert answer.status_code == 200 and answer.context["adminform"].form.errors.keys() == {"shown"}
    assert wen.post(ADD, form(world, shown="")).status_code == 302
    spare = ShopCover.objects.get(shown=False)
    assert wen.post(change(spare), {"name": "春茶", "position": 1, "shown": "on"}).status_code == 200
    answer = wen.post(change(covers[0]), {"name": "改", "position": 1, "shown": "on"})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    action = {"_selected_action": [spare.pk]}
    assert "12" in wen.post(LIST, action | {"action": "show"}, follow=True).content.decode()
    wen.post(LIST, {"action": "hide", "_selected_action": [covers[0].pk]})
    wen.post(LIST, action | {"action": "show"})
    assert ShopCover.objects.offered_in(world.shop).count() == MAX_SHOWN
    assert not ShopCover.objects.get(pk=covers[0].pk).shown


def test_a_clerk_looks_and_changes_nothing(clerk, world):
    cover = world.cover()
    assert cover.url in clerk.get(LIST).content.decode()
    assert clerk.get(change(cover)).status_code == 200
    assert clerk.post(change(cover), {"name": "我的", "position": 1}).status_code == 403
    assert clerk.post(ADD, form(world)).status_code == 403
    clerk.post(LIST, {"action": "hide", "_selected_action": [cover.pk]})
    after = ShopCover.objects.get()
    assert (after.name, after.shown) == (cover.name, True)


def test_who_owns_another_shop_adds_nothing_where_they_are_a_clerk(clerk, world):
    own = Shop.objects.create(code="own", name="Own")
    Staff.objects.create(shop=own, user=world.chen, role="owner")
    assert clerk.post(ADD, form(world)).status_code == 200
    assert not ShopCover.objects.exists()
    assert clerk.post(ADD, form(world, shop=own.pk)).status_code == 302
    foreign = world.cover()
    clerk.post(LIST, {"action": "hide", "_selected_action": [foreign.pk]})
    assert ShopCover.objects.get(pk=foreign.pk).shown


def test_nobody_deletes_one(wen, world):
    cover = world.cover()
    world.wen.is_superuser = True
    world.wen.save()
    assert (
        wen.post(reverse("admin:gifts_shopcover_delete", args=[cover.pk]), {"post": "yes"}).status_code == 403
    )


def test_the_list_costs_the_same_however_many(wen, world, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(40) as asked:
            wen.get(LIST)
        return len(asked)

    world.cover()
    once = cost()
    for _ in range(3):
        world.cover()
    assert cost() == once <= 8
