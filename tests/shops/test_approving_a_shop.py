"""A new shop is nobody's business but its own until the operator has approved it."""

import pytest
from django.urls import reverse

from accounts.models import Topic
from accounts.notices import words
from accounts.ports import NOTICE_TOPICS, NOTICES, Notice
from giftshop.models import Event
from giftshop.refusals import IllegalTransition
from orders import checkout
from shops.models import Product, Shop, Staff, Variant
from shops.refusals import ReasonMissing, ShopNotOpen, ShopNotReady
from shops.search.suggestions import suggest
from tests.shops.goods import a_product, a_shop

pytestmark = pytest.mark.django_db

READY = {"aftersale_address": "王掌柜 13900000000 杭州"}


def a_draft(**fields):
    shop = Shop(code="new", name="新开的店", **fields)
    shop.begin()
    return shop


@pytest.fixture
def draft():
    """With everything that a shopper needs."""
    return a_product("new", title="稀世新茶", shop=a_draft(**READY)).shop


@pytest.fixture
def owner(client, draft, world):
    wen = world.person("wen", is_staff=True)
    Staff.objects.create(shop=draft, user=wen, role="owner")
    client.force_login(wen)
    return wen


@pytest.fixture
def operator(client, world):
    operator = world.person("operator", is_staff=True, is_superuser=True)
    client.force_login(operator)
    return operator


def approval(shop):
    return reverse("admin:shops_shop_approval", args=[shop.pk])


def state():
    return Shop.objects.get(code="new").state


def test_it_is_asked_for_and_given():
    shop = a_product("new", shop=a_draft(**READY)).shop
    shop.ask()
    assert state() == "in_review"
    shop.approve()
    assert state() == "active"
    kinds = list(
        Event.objects.filter(subject=f"shop:{shop.pk}").order_by("pk").values_list("kind", flat=True)
    )
    assert kinds == ["shop.draft", "shop.in_review", "shop.approved"]


def test_what_is_missing_is_said_all_at_once():
    shop = a_draft()
    with pytest.raises(ShopNotReady) as refusal:
        shop.ask()
    assert refusal.value.detail == ", ".join(map(str, shop.lacks())) and len(shop.lacks()) == 2
    assert state() == "draft"


def test_goods_off_the_shelf_or_without_a_price_do_not_count(draft):
    Product.objects.update(on_shelf=False)
    assert len(draft.lacks()) == 1
    Product.objects.update(on_shelf=True)
    assert draft.lacks() == []
    Variant.objects.update(on_shelf=False)
    assert len(draft.lacks()) == 1


def test_it_is_sent_back_with_a_reason_until_it_is_approved(draft):
    draft.ask()
    with pytest.raises(ReasonMissing):
        draft.send_back("  ")
    draft.send_back(" 请换一张图片 ")
    shop = Shop.objects.get(code="new")
    assert (shop.state, shop.sent_back_because) == ("draft", "请换一张图片")
    shop.ask()
    assert shop.sent_back_because
    shop.approve()
    assert Shop.objects.get(code="new").sent_back_because == ""


@pytest.mark.parametrize(
    ("before", "verb"),
    [
        ("draft", "suspend"),
        ("draft", "reinstate"),
        ("in_review", "suspend"),
        ("in_review", "ask"),
        ("active", "ask"),
        ("active", "approve"),
        ("suspended", "ask"),
        ("suspended", "approve"),
    ],
)
def test_no_other_way_leads_anywhere(draft, before, verb):
    Shop.objects.update(state=before)
    with pytest.raises(IllegalTransition):
        getattr(Shop.objects.get(code="new"), verb)()
    assert state() == before


@pytest.mark.parametrize("before", ["draft", "active", "suspended"])
def test_only_what_waits_is_sent_back(draft, before):
    Shop.objects.update(state=before)
    with pytest.raises(IllegalTransition):
        draft.send_back("why")


@pytest.mark.parametrize("before", ["draft", "in_review"])
def test_nobody_else_sees_it_and_its_goods(client, draft, before):
    Shop.objects.update(state=before)
    product = Product.objects.get()
    pages = [
        draft.get_absolute_url(),
        product.get_absolute_url(),
        f"/api/v1/products/{product.pk}",
    ]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    lists = ["/", reverse("shops:browse"), f"{reverse('shops:search')}?q=新茶", "/api/v1/products"]
    lists += [reverse("sitemap", args=[section]) for section in ("products", "shops")]
    for page in [*lists, f"{reverse('shops:browse')}?shop=new", "/api/v1/products?shop=new"]:
        told = client.get(page).content.decode()
        secrets = ["新开的店", "稀世新茶", product.get_absolute_url(), draft.get_absolute_url()]
        assert not [secret for secret in secrets if secret in told], page
    assert suggest("新开") == []
    shop = Shop.objects.get()
    shop.approve()
    for page in ["/", draft.get_absolute_url(), f"{reverse('shops:search')}?q=新茶", "/api/v1/products"]:
        assert "稀世新茶" in client.get(page).content.decode(), page
    assert suggest("新开") == ["新开的店"]


@pytest.mark.parametrize("before", ["draft", "in_review"])
@pytest.mark.parametrize("kind", ["own", "gift"])
def test_nothing_is_bought_there(draft, world, before, kind):
    Shop.objects.update(state=before)
    variant = Variant.objects.get()
    with pytest.raises(ShopNotOpen):
        checkout.place(buyer=world.mei, variant_id=variant.pk, quantity=1, price_fen=8800, kind=kind)


def test_what_the_operator_adds_is_being_set_up(client, operator):
    fields = {
        "code": "new",
        "name": "新开的店",
        "open": "on",
        "freight_fen": "0",
        "gift_freight_fen": "0",
        "default_commission_bps": "0",
    }
    assert client.post(reverse("admin:shops_shop_add"), fields).status_code == 302
    assert state() == "draft"


def test_the_owner_asks_and_cannot_approve(client, draft, owner):
    assert client.post(approval(draft), {"verb": "approve"}).status_code in {302, 403}
    assert state() == "draft"
    assert client.post(approval(draft), {"verb": "ask"}).status_code == 302
    assert state() == "in_review"
    for verb in ["approve", "send_back"]:
        client.post(approval(draft), {"verb": verb, "reason": "x"})
        assert state() == "in_review"


def test_a_clerk_does_not_ask(client, draft, owner):
    Staff.objects.update(role="clerk")
    client.post(approval(draft), {"verb": "ask"})
    assert state() == "draft"


@pytest.mark.parametrize("verb", ["", "nonsense", "begin"])
def test_a_button_that_is_none_changes_nothing(client, draft, owner, verb):
    assert client.post(approval(draft), {"verb": verb}).status_code == 302
    assert state() == "draft"


@pytest.mark.parametrize("reason", ["", "字" * 201, "a\u202eb"])
def test_a_reason_that_cannot_be_read_is_refused(client, draft, operator, reason):
    draft.ask()
    assert client.post(approval(draft), {"verb": "send_back", "reason": reason}).status_code == 302
    assert state() == "in_review"


def test_the_owner_is_told_and_reads_the_reason(client, draft, owner, world):
    Staff.objects.create(shop=draft, user=world.chen)  # a clerk
    draft.ask()
    client.force_login(world.person("operator", is_staff=True, is_superuser=True))
    client.post(approval(draft), {"verb": "send_back", "reason": "请换一张图片"})
    Shop.objects.get(code="new").approve()
    for kind in ["shop.sent_back", "shop.approved"]:
        notice = Notice(*NOTICES[kind](Event.objects.get(kind=kind))[0])
        assert notice[:2] == (owner.pk, approval(draft)) and "新开的店" in words(kind, notice.data)
        assert NOTICE_TOPICS[kind] == Topic.SHOP
    Shop.objects.update(state="draft", sent_back_because="请换一张图片")
    client.force_login(owner)
    assert "请换一张图片" in client.get(approval(draft)).content.decode()


def test_the_operators_are_told_what_waits_and_nobody_else(draft, owner, world):
    operator = world.person("operator", is_superuser=True)
    world.person("retired", is_superuser=True, is_active=False)
    draft.ask()
    (notice,) = NOTICES["shop.in_review"](Event.objects.get(kind="shop.in_review"))
    assert (notice.user_id, notice.url) == (operator.pk, approval(draft))
    assert "新开的店" in words("shop.in_review", notice.data)
    assert NOTICE_TOPICS["shop.in_review"] == Topic.SHOP


def test_the_operators_first_page_counts_what_waits(client, draft, operator):
    queue = f"{reverse('admin:shops_shop_changelist')}?state__exact=in_review"
    assert queue not in client.get(reverse("admin:index")).content.decode()
    draft.ask()
    page = client.get(reverse("admin:index"))
    assert page.context["waiting"] == 1 and queue in page.content.decode()
    a_shop("other", name="别家")
    listed = client.get(queue).content.decode()
    assert "新开的店" in listed and "别家" not in listed


def test_the_operator_approves_from_the_list(client, draft, operator):
    action = {"action": "approve", "_selected_action": [draft.pk]}
    client.post(reverse("admin:shops_shop_changelist"), action)
    assert state() == "active"


def test_the_list_of_shops_asks_as_often_however_many_there_are(
    client, draft, operator, django_assert_max_num_queries
):
    page = reverse("admin:shops_shop_changelist")
    client.get(page)
    with django_assert_max_num_queries(10) as first:
        client.get(page)
    for number in range(5):
        a_shop(f"other-{number}")
    with django_assert_max_num_queries(len(first)):
        client.get(page)


def test_the_first_steps_lead_to_the_approval(client, draft, owner):
    def guide():
        return [(step.done, bool(step.link)) for step in client.get(reverse("admin:index")).context["guide"]]

    assert guide() == [(True, True), (True, True), (False, True), (False, False)]
    draft.ask()
    assert guide() == [(True, True), (True, True), (True, True), (False, False)]
    draft.approve()
    assert guide() == [(True, True), (True, True), (False, True)]
