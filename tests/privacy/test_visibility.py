"""Walks every page, API answer, notice and error about a gift in every role, and holds them to docs/visibility.md."""

import re
from html import unescape
from itertools import product
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import URLPattern, get_resolver
from PIL import Image

from accounts import notices
from api.models import Application, Customer, Partner
from api.scopes import SCOPES
from gifts import giving_back, links
from gifts.acceptance import accept
from giftshop.clock import db_now
from giftshop.models import Event
from giftshop.pictures import jpeg
from orders import fulfilment
from orders.aftersale import answering, asking, proposing
from orders.models import Order
from sharers.models import Attribution, Promoter, ShareLink, Sharer, Showcase
from sharers.showcases import influence
from shops.models import Shop, Staff
from tests.api.contract import token
from tests.privacy.canaries import Canaries
from tests.privacy.table import ALLOWED, ROWS

PUBLIC = (
    "/p/",
    "/shops/",
    "/goods/",
    "/share/goods/",
    "/api/v1/products",
    "/api/v1/shops",
    "/api/v1/carriers",
    "/api/v1/schema",
)  # the shelf has its price for everybody


@pytest.fixture
def canaries(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    canaries = Canaries(world)
    default_storage.save(canaries.cover.file.name, ContentFile(jpeg(Image.new("RGBA", (40, 32)))))
    return canaries


def addresses(canaries, gift):
    """Every address of the site with this gift's codes filled in. A pattern with a parameter not known here fails."""
    order, payment = gift.order, gift.order.payment
    known = {
        "code": [gift.code, *ShareLink.objects.values_list("code", flat=True)],
        "number": [order.number, payment.number, *order.aftersales.values_list("number", flat=True)],
        "day": db_now().date().isoformat(),
        "pk": [gift.pk, order.pk, canaries.product.pk],
        "id": canaries.product.pk,
        "delivery": 1,
        "external_id": "crm-42",
        "shop": canaries.world.shop.code,
        "object_id": [gift.pk, order.pk],
        "token": "A" * 24,
        "secret": "A" * 24,
        "provider": "sandbox",
        "method": "sandbox",
        "section": "products",
        "position": 1,
    }
    for pattern in patterns(get_resolver()):
        names = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
        if pattern.startswith(("admin/", "account/", "media/", "static/")):
            continue
        assert set(names) <= set(known), f"say here what stands for the parameters of {pattern}"
        yield from filled(pattern, names, known)


def filled(pattern, names, known):
    paths = [pattern]
    for name in names:
        values = known[name] if isinstance(known[name], list) else [known[name]]
        paths = [
            re.sub(rf"(\(\?P)?<(\w+:)?{name}>(\[[^\]]*\]\{{\d+\}}\))?", str(value), path)
            for path in paths
            for value in values
        ]
    return ["/" + path.strip("^$").replace(r"\.", ".") for path in paths]


def patterns(resolver, prefix=""):
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLPattern):
            yield path
        else:
            yield from patterns(entry, path)


def everything(client, canaries, gift):
    """(address, all that comes back) for GET of every page and answer, following no redirect but reading its target."""
    extra = ["/gifts/", "/gifts/received/", "/orders/", "/account/notices/"]
    extra += ["/api/v1/gifts?role=sent", "/api/v1/gifts?role=received", "/api/v1/orders"]
    for path in [*addresses(canaries, gift), *extra]:
        if path == "/" or path.startswith(PUBLIC):
            continue
        answer = client.get(path)
        assert answer.status_code < 500, path
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told = unescape(body.decode(errors="replace")) + " " + answer.headers.get("Location", "")
        yield path, told.replace(path, "").replace(quote(path), "")  # an echo of what was asked tells nothing


def assert_sees_no_more_than(role, client, canaries, gift, *, shipping=False):
    seen = set()
    for path, text in everything(client, canaries, gift):
        for field, values in canaries.of(gift).items():
            verdict = ALLOWED[role][field]
            if any(value in text for value in values):
                seen.add(field)
                right = verdict == "yes" or (verdict == "shipping" and shipping)
                assert right, f"{role} finds {field} at {path}"
    return seen


def logged_in(person):
    client = Client()
    client.force_login(person)
    return client


def of_the_shops_partner(shop):
    return program(partners_application(shop))


def partners_application(shop=None):
    """Of a new partner; it may do all that a partner's program can."""
    return Application.objects.create(
        name="ERP",
        partner=Partner.objects.create(name="ERP", shop=shop),
        scopes=list(SCOPES),
        client_type=Application.CLIENT_CONFIDENTIAL,
    )


def program(application):
    return Client(headers={"Authorization": f"Bearer {token(application)}"})


def holding(client, gift):
    client.get(f"/g/{gift.code}-{links.token(gift)}")
    return client


def deliver_notices():
    while notices.deliver():
        pass


def test_the_table_names_every_canary(canaries):
    assert set(canaries.of(canaries.gift())) == {row[0] for row in ROWS}


def test_while_it_is_pending(canaries, world):
    gift = canaries.gift()
    deliver_notices()
    assert "link" in assert_sees_no_more_than("giver", logged_in(world.mei), canaries, gift)
    seen = assert_sees_no_more_than("holder", holding(Client(), gift), canaries, gift)
    assert {"greeting", "giver", "cover"} <= seen
    assert_sees_no_more_than("holder", holding(logged_in(world.lin), gift), canaries, gift)
    assert_sees_no_more_than("stranger", Client(), canaries, gift)
    assert_sees_no_more_than("stranger", logged_in(world.lin), canaries, gift)


def test_a_gift_to_a_named_contact(canaries, world):
    world.accepted_gift(by="bo")
    gift = canaries.gift(contact_id=world.bo.pk)
    deliver_notices()
    assert "greeting" in assert_sees_no_more_than("contact", logged_in(world.bo), canaries, gift)
    assert_sees_no_more_than("stranger", holding(Client(), gift), canaries, gift)
    assert_sees_no_more_than("stranger", holding(logged_in(world.lin), gift), canaries, gift)


SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    "state", [pytest.param("to_ship", marks=SLOW), "shipped", pytest.param("completed", marks=SLOW)]
)
def test_after_it_was_accepted(canaries, world, state):
    gift = canaries.gift()
    holder = holding(Client(), gift)
    accept(gift.pk, by=world.bo, address=canaries.address())
    move_to(state, gift.order, canaries)
    deliver_notices()
    gift.refresh_from_db()
    gift.order.refresh_from_db()
    assert "price" in assert_sees_no_more_than("giver", logged_in(world.mei), canaries, gift)
    assert "province" in assert_sees_no_more_than("recipient", logged_in(world.bo), canaries, gift)
    assert not assert_sees_no_more_than("holder", holder, canaries, gift) & {"giver", "greeting"}
    assert_sees_no_more_than("stranger", logged_in(world.lin), canaries, gift)


def test_a_guest_and_the_receipt(canaries, world):
    gift = canaries.gift()
    _gift, receipt = accept(gift.pk, by=None, address=canaries.address())
    move_to("shipped", gift.order, canaries)
    gift.refresh_from_db()
    guest = Client()
    guest.get(f"/g/r/{gift.code}-{receipt}")
    assert "province" in assert_sees_no_more_than("guest", guest, canaries, gift)
    assert_sees_no_more_than("giver", logged_in(world.mei), canaries, gift)
    assert_sees_no_more_than("stranger", holding(Client(), gift), canaries, gift)


# In every state, by somebody with an account and by a guest: some at once, all in the long profile.
STATES = ["proposed", "requested", "rejected", "returning", "refunded"]
AT_ONCE = [("proposed", "bo"), ("requested", None), ("returning", "bo"), ("refunded", None)]
ALL = product(STATES, ["bo", None])
DISPUTES = [pytest.param(*case, marks=[] if case in AT_ONCE else SLOW) for case in ALL]


@pytest.mark.parametrize(("state", "by"), DISPUTES)
def test_in_an_after_sale(canaries, world, state, by):
    gift = canaries.gift()
    _gift, receipt = accept(gift.pk, by=by and world.bo, address=canaries.address())
    holder = holding(Client(), gift)
    dispute(state, gift, canaries, by=by and world.bo)
    deliver_notices()
    gift.refresh_from_db()
    gift.order.refresh_from_db()
    recipient = logged_in(world.bo) if by else Client()
    if not by:
        recipient.get(f"/g/r/{gift.code}-{receipt}")
    seen = assert_sees_no_more_than("recipient" if by else "guest", recipient, canaries, gift)
    assert ("complaint" in seen) == (state != "proposed")
    assert ("return" in seen) == (state in {"returning", "refunded"})
    assert "price" in assert_sees_no_more_than("giver", logged_in(world.mei), canaries, gift)
    assert_sees_no_more_than("holder", holder, canaries, gift)
    assert_sees_no_more_than("stranger", logged_in(world.lin), canaries, gift)


def dispute(state, gift, canaries, *, by):
    """Bring an after-sale of the gift to `state`, by the verbs of its people."""
    Shop.objects.update(aftersale_address="龙井路 1 号")
    Order.objects.update(locked_until=None)
    move_to("shipped", gift.order, canaries)
    if state == "proposed":
        proposing.propose(gift.order_id, kind="refund", reason="damaged")
        return
    wanted = {"kind": "return", "reason": "damaged", "words": canaries.complaint}
    aftersale = asking.request(gift.order_id, by=by, **wanted)
    if state == "rejected":
        answering.reject(aftersale.pk, by=canaries.world.wen, words="不")
    if state in {"returning", "refunded"}:
        answering.approve(aftersale.pk, by=canaries.world.wen)
        asking.post_back(aftersale.pk, carrier="ZTO", tracking_number=canaries.return_tracking)
    if state == "refunded":
        answering.receive(aftersale.pk, by=canaries.world.wen)


def test_after_it_was_declined_or_expired(canaries, world):
    for give_back in [
        lambda gift: giving_back.decline(gift.pk, by=world.bo, word="谢谢"),
        lambda gift: giving_back.give_back([gift.pk], "suspended"),
    ]:
        gift = canaries.gift()
        give_back(gift)
        gift.refresh_from_db()
        deliver_notices()
        assert_sees_no_more_than("giver", logged_in(world.mei), canaries, gift)
        assert_sees_no_more_than("holder", holding(Client(), gift), canaries, gift)
        assert_sees_no_more_than("stranger", logged_in(world.bo), canaries, gift)


@pytest.mark.parametrize(
    "state",
    [
        "pending",
        pytest.param("to_ship", marks=SLOW),
        "shipped",
        pytest.param("completed", marks=SLOW),
        "suspended",
    ],
)
def test_the_sharer_who_earns_on_it(canaries, world, state):
    lins = Sharer.objects.bind(shop=world.shop, user=world.lin, rate_bps=1000)
    Attribution.objects.remember(world.mei, lins.shop_link)
    gift = canaries.gift()
    if state == "suspended":
        giving_back.give_back([gift.pk], state)
    elif state != "pending":
        accept(gift.pk, by=world.bo, address=canaries.address())
        move_to(state, gift.order, canaries)
    deliver_notices()
    sharer = logged_in(world.lin)
    for path in ["/share/", "/share/links/", "/share/commission/", "/share/days/", "/share/commission.csv"]:
        commission = "73.11" in sharer.get(path).content.decode()
        assert commission == (state in {"to_ship", "shipped", "completed"}), path
    assert not assert_sees_no_more_than("sharer", sharer, canaries, gift)


def test_the_keeper_of_a_showcase_that_the_giver_came_by(canaries, world):
    Shop.objects.update(promoter_bps=1000)
    showcase = Showcase.objects.open(Promoter.objects.join(world.lin), "小林")
    showcase.place(1, canaries.product)
    showcase.edit(shows_sales=True)
    Attribution.objects.remember(world.mei, showcase.link, world.shop.pk)
    gift = canaries.gift()
    accept(gift.pk, by=world.bo, address=canaries.address())
    influence.count([showcase.pk])
    deliver_notices()
    keeper = logged_in(world.lin)
    assert "73.11" in keeper.get("/showcase/figures/").content.decode()
    on_the_shelf = {"price"}  # of every page where the product can be chosen
    page = Client().get(showcase.get_absolute_url()).content.decode()
    for field, values in canaries.of(gift).items():
        assert field in on_the_shelf or not any(value in page for value in values), field
    canaries.product.put(on_shelf=False)
    assert not assert_sees_no_more_than("sharer", keeper, canaries, gift)


def test_the_shop_sees_the_address_once_it_has_to_ship(canaries, world):
    gift = canaries.gift()
    staff = behind_the_counter(world.wen)
    page = f"/admin/orders/order/{gift.order_id}/change/"
    street = canaries.of(gift)["street"][0]
    assert street not in staff.get(page).content.decode()
    accept(gift.pk, by=world.bo, address=canaries.address())
    assert street in staff.get(page).content.decode()


@pytest.mark.parametrize(
    "state",
    [
        "pending",
        pytest.param("declined", marks=SLOW),
        pytest.param("to_ship", marks=SLOW),
        pytest.param("shipped", marks=SLOW),
        "completed",
    ],
)
def test_the_shops_partner_sees_what_the_shop_sees(canaries, world, state):
    partner = of_the_shops_partner(world.shop)
    gift = canaries.gift()
    if state == "declined":
        giving_back.decline(gift.pk, by=world.bo, word="谢谢")
    elif state != "pending":
        accept(gift.pk, by=world.bo, address=canaries.address())
        move_to(state, gift.order, canaries)
    gift.refresh_from_db()
    packed = state in {"to_ship", "shipped"}
    seen = assert_sees_no_more_than("shop", partner, canaries, gift, shipping=packed)
    assert {"price", "freight", "order"} <= seen
    assert ("street" in seen, "greeting" in seen) == (packed, packed)
    assert ("tracking" in seen) == (state in {"shipped", "completed"})


@pytest.mark.parametrize(
    "state", [pytest.param(state, marks=[] if state == "returning" else SLOW) for state in STATES]
)
def test_the_shops_partner_in_an_after_sale(canaries, world, state):
    partner = of_the_shops_partner(world.shop)
    gift = canaries.gift()
    accept(gift.pk, by=world.bo, address=canaries.address())
    dispute(state, gift, canaries, by=world.bo)
    gift.refresh_from_db()
    seen = assert_sees_no_more_than("shop", partner, canaries, gift, shipping=True)
    assert ("complaint" in seen) == (state != "proposed")
    assert ("return" in seen) == (state in {"returning", "refunded"})


@pytest.mark.parametrize(
    "state",
    [
        "pending",
        pytest.param("declined", marks=SLOW),
        pytest.param("to_ship", marks=SLOW),
        "shipped",
        pytest.param("completed", marks=SLOW),
    ],
)
def test_the_givers_partner_sees_what_the_giver_sees(canaries, world, state):
    application = partners_application()
    customer = Customer.objects.known_as(application.partner, "crm-42", world.mei.nickname)
    gift = canaries.gift(giver=customer.user)
    if state == "declined":
        giving_back.decline(gift.pk, by=world.bo, word="谢谢")
    elif state != "pending":
        accept(gift.pk, by=world.bo, address=canaries.address())
        move_to(state, gift.order, canaries)
    gift.refresh_from_db()
    seen = assert_sees_no_more_than("giver", program(application), canaries, gift)
    assert {"price", "freight", "total", "payment", "greeting", "giver", "cover"} <= seen
    assert ("link" in seen) == (state == "pending")
    assert ("recipient" in seen) == (state not in {"pending", "declined"})
    assert not assert_sees_no_more_than("stranger", program(partners_application()), canaries, gift)


def test_another_shops_partner_finds_nothing(canaries, world):
    other = of_the_shops_partner(Shop.objects.create(code="other", name="别家"))
    gift = canaries.gift()
    accept(gift.pk, by=world.bo, address=canaries.address())
    dispute("returning", gift, canaries, by=world.bo)
    gift.refresh_from_db()
    assert not assert_sees_no_more_than("stranger", other, canaries, gift)


def test_another_shops_staff_finds_nothing(canaries, world):
    gift = canaries.gift()
    accept(gift.pk, by=world.bo, address=canaries.address())
    Staff.objects.create(shop=Shop.objects.create(code="other", name="别家"), user=world.lin, role="owner")
    other = behind_the_counter(world.lin)
    for path in ["", f"{gift.order_id}/change/", f"{gift.order_id}/history/", "?q=" + gift.order.number]:
        answer = other.get(f"/admin/orders/order/{path}", follow=True)
        assert not any(
            v in answer.content.decode()
            for f, values in canaries.of(gift).items()
            for v in values
            if f != "order"
        )


def behind_the_counter(person):
    person.is_staff = True
    person.save()
    return logged_in(person)


def move_to(state, order, canaries):
    if state in {"shipped", "completed"}:
        fulfilment.ship(order.pk, carrier="SF", tracking_number=canaries.tracking)
    if state == "completed":
        fulfilment.confirm(order.pk)


def test_events_and_notices_hold_no_person_and_no_money(canaries, world):
    gift = canaries.gift()
    accept(gift.pk, by=world.bo, address=canaries.address())
    forbidden = ["consignee", "phone", "street", "province", "email", "greeting", "link", "recipient"]
    written = " ".join(f"{event.kind} {event.subject} {event.data}" for event in Event.objects.all())
    for field in forbidden:
        assert not any(value in written for value in canaries.of(gift)[field]), field
