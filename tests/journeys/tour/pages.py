"""Every page of the site, with who looks at it. A new address has to be said here, as a page or as none."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import URLPattern, get_resolver, reverse

from accounts.mails import off_path
from accounts.models import Topic
from tests.journeys.tour.cast import GIVER, GUARDED, GUEST, NEWCOMER, RECIPIENT, SHARER, VISITOR


def nothing(cast):
    return {}


@dataclass(frozen=True)
class Page:
    name: str
    who: str
    view: str
    arguments: Callable = nothing
    query: Callable = nothing
    status: int = 200

    def path(self, cast):
        query = urlencode(self.query(cast))
        return reverse(self.view, kwargs=self.arguments(cast)) + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Raw(Page):
    """A page whose address is made in another way."""

    address: Callable = nothing

    def path(self, cast):
        return self.address(cast)


def code(attribute):
    return lambda cast: {"code": getattr(cast, attribute).code}


def number(attribute):
    return lambda cast: {"number": getattr(cast, attribute).number}


def variant(cast):
    return {"variant": cast.giftable.pk}


PAGES = [
    Page("home", VISITOR, "shops:home"),
    Page("home-page-2", VISITOR, "shops:home", query=lambda cast: {"page": 2}),
    Page("categories", VISITOR, "shops:categories"),
    Page("browse", VISITOR, "shops:browse"),
    Page("browse-occasion", VISITOR, "shops:browse", query=lambda cast: {"occasion": "birthday"}),
    Page(
        "browse-nothing",
        VISITOR,
        "shops:browse",
        query=lambda cast: {"occasion": "wedding", "category": "books"},
    ),
    Page("search", VISITOR, "shops:search", query=lambda cast: {"q": "茶"}),
    Page("search-empty", VISITOR, "shops:search"),
    Page("search-nothing", VISITOR, "shops:search", query=lambda cast: {"q": "没有这样的东西"}),
    Page("shop", VISITOR, "shops:shop", lambda cast: {"code": cast.open_shop.code}),
    Page("shop-empty", VISITOR, "shops:shop", lambda cast: {"code": cast.shop_without_goods.code}),
    Page("product", VISITOR, "shops:product", lambda cast: {"pk": cast.giftable.product_id}),
    Page("product-no-gift", VISITOR, "shops:product", lambda cast: {"pk": cast.not_a_gift.pk}),
    Page("product-sold-out", VISITOR, "shops:product", lambda cast: {"pk": cast.sold_out.pk}),
    Page("buy", GIVER, "orders:buy", query=variant),
    Page("buy-first-time", NEWCOMER, "orders:buy", query=variant),
    Page("send", GIVER, "gifts:send", query=variant),
    Page("pay", GIVER, "payments:pay", lambda cast: {"number": cast.unpaid.order.payment.number}),
    Page("paid", GIVER, "payments:paid", lambda cast: {"number": cast.pending.order.payment.number}),
    Page("cashier", GIVER, "payments:cashier", lambda cast: {"token": cast.trade}),
    Page("pay-by-code", GIVER, "payments:way", lambda cast: cast.way("native")),
    Page("pay-in-wechat", GIVER, "payments:way", lambda cast: cast.way("jsapi")),
    Page("sent-pending", GIVER, "gifts:sent", code("pending")),
    Page("sent-unpaid", GIVER, "gifts:sent", code("unpaid")),
    Page("sent-accepted", GIVER, "gifts:sent", code("accepted")),
    Page("sent-shipped", GIVER, "gifts:sent", code("shipped")),
    Page("sent-declined", GIVER, "gifts:sent", code("declined")),
    Page("sent-expired", GIVER, "gifts:sent", code("expired")),
    Page("gifts-sent", GIVER, "gifts:list"),
    Page("gifts-sent-none", NEWCOMER, "gifts:list"),
    Page("gifts-received", RECIPIENT, "gifts:list_received"),
    Page("gifts-received-none", NEWCOMER, "gifts:list_received"),
    Page("box", VISITOR, "gifts:open", code("pending")),
    Page("box-taken", VISITOR, "gifts:open", code("accepted"), status=410),
    Page("box-expired", VISITOR, "gifts:open", code("expired"), status=410),
    Page("box-declined", VISITOR, "gifts:open", code("declined"), status=410),
    Page("box-no-such", NEWCOMER, "gifts:open", code("pending"), status=404),
    Page("inside", RECIPIENT, "gifts:inside", code("pending")),
    Page("inside-guest", VISITOR, "gifts:inside", code("pending")),
    Page("decline", RECIPIENT, "gifts:refusal", code("pending")),
    Page("parcel", RECIPIENT, "gifts:parcel", code("accepted")),
    Page("parcel-shipped", RECIPIENT, "gifts:parcel", code("shipped")),
    Page("parcel-guest", GUEST, "gifts:parcel", code("guests")),
    Page("parcel-address", RECIPIENT, "gifts:address", code("accepted")),
    Page("orders", GIVER, "orders:list"),
    Page("orders-none", NEWCOMER, "orders:list"),
    Page("order-unpaid", GIVER, "orders:detail", number("unpaid_order")),
    Page("order-paid", GIVER, "orders:detail", number("paid_order")),
    Page("order-shipped", GIVER, "orders:detail", number("shipped_order")),
    Page("order-completed", GIVER, "orders:detail", number("completed_order")),
    Page("order-address", GIVER, "orders:address", number("paid_order")),
    Page("aftersale", GIVER, "orders:aftersale_page", number("disputed_order")),
    Page("aftersale-ask", GIVER, "orders:aftersale_ask", number("shipped_order")),
    Page("aftersale-post", GIVER, "orders:aftersale_post_back", number("returned_order")),
    Page("aftersale-appeal", GIVER, "orders:aftersale_appeal", number("rejected_order")),
    Page("gift-aftersale", RECIPIENT, "gifts:aftersale_page", code("proposed")),
    Page("gift-aftersale-ask", RECIPIENT, "gifts:aftersale_ask", code("shipped")),
    Page("gift-aftersale-post", RECIPIENT, "gifts:aftersale_post_back", code("returned")),
    Page("gift-aftersale-appeal", RECIPIENT, "gifts:aftersale_appeal", code("rejected")),
    Page("propose", GIVER, "gifts:propose", code("shipped")),
    Page("overdue", GIVER, "gifts:overdue", code("late")),
    Page("me", GIVER, "accounts:home"),
    Page("profile", GIVER, "accounts:profile"),
    Page("settings", GIVER, "accounts:settings"),
    Page("picture", GIVER, "accounts:avatar"),
    Page("mails", GIVER, "accounts:mails"),
    Raw(
        "mails-off", VISITOR, "accounts:mail_off", address=lambda cast: off_path(cast.mei, next(iter(Topic)))
    ),
    Page("export", GIVER, "accounts:export"),
    Page("addresses", GIVER, "accounts:addresses"),
    Page("addresses-none", NEWCOMER, "accounts:addresses"),
    Page("address-new", GIVER, "accounts:address_add"),
    Page("address", GIVER, "accounts:address_edit", lambda cast: {"pk": cast.entry.pk}),
    Page("notices", GIVER, "accounts:notices"),
    Page("notices-none", NEWCOMER, "accounts:notices"),
    Page("leave", GIVER, "accounts:leave"),
    Page("login", VISITOR, "account_login"),
    Page("signup", VISITOR, "account_signup"),
    Page("logout", GIVER, "account_logout"),
    Page("account-inactive", VISITOR, "account_inactive"),
    Page("email", GIVER, "account_email"),
    Page("email-sent", VISITOR, "account_email_verification_sent"),
    Page("email-confirm", NEWCOMER, "account_confirm_email", lambda cast: {"key": cast.confirmation}),
    Page("password-change", GIVER, "account_change_password"),
    Page("password-reset", VISITOR, "account_reset_password"),
    Page("password-reset-sent", VISITOR, "account_reset_password_done"),
    Page("password-new", NEWCOMER, "account_reset_password_from_key", lambda cast: cast.reset),
    Page("password-new-done", VISITOR, "account_reset_password_from_key_done"),
    Page("reauthenticate", GIVER, "account_reauthenticate"),
    Page("second-factor", GIVER, "mfa_index"),
    Page("second-factor-app", GIVER, "mfa_activate_totp"),
    Page("second-factor-on", GUARDED, "mfa_index"),
    Page("second-factor-off", GUARDED, "mfa_deactivate_totp"),
    Page("second-factor-asked", GUARDED, "mfa_reauthenticate"),
    Page("second-factor-login", GUEST, "mfa_authenticate"),
    Page("recovery-codes", GUARDED, "mfa_view_recovery_codes"),
    Page("recovery-codes-new", GUARDED, "mfa_generate_recovery_codes"),
    Page("invitation", NEWCOMER, "shops:invitation"),
    Page("invitation-visitor", VISITOR, "shops:invitation"),
    Page("invitation-unknown", GIVER, "shops:invitation", status=404),
    Page("share", SHARER, "sharers:share"),
    Page("share-invitation", NEWCOMER, "sharers:invitation"),
    Page("share-invitation-visitor", VISITOR, "sharers:invitation"),
    Page("share-beginning", NEWCOMER, "sharers:share"),
    Page("share-goods", SHARER, "sharers:goods"),
    Page("share-goods-earned", SHARER, "sharers:goods", query=lambda cast: {"sort": "earned"}),
    Page("share-goods-nothing", SHARER, "sharers:goods", query=lambda cast: {"q": "没有这样的东西"}),
    Page("share-links", SHARER, "sharers:links"),
    Page("share-link", SHARER, "sharers:link", lambda cast: {"code": cast.lins.shop_link.code}),
    Page("share-commission", SHARER, "sharers:commission"),
    Page("share-days", SHARER, "sharers:days"),
    Page("share-leave", SHARER, "sharers:leave", lambda cast: {"pk": cast.lins.pk}),
    Page("promoter", NEWCOMER, "sharers:promoter"),
    Page("sharer-invitation-unknown", GIVER, "sharers:invitation", status=404),
    Page("withdrawals", SHARER, "sharers:withdrawals"),
    Page("withdrawals-none", NEWCOMER, "sharers:withdrawals"),
    Page("withdrawal", SHARER, "sharers:withdrawal", number("withdrawal")),
    Page("withdrawal-taking", VISITOR, "payments:transfer", lambda cast: {"token": cast.transfer}),
    Page("waiver", SHARER, "sharers:waiver"),
    Page("waiver-none", NEWCOMER, "sharers:waiver"),
    Page("showcase", VISITOR, "sharers:showcase", code("showcase")),
    Page("showcase-own", SHARER, "sharers:keeping"),
    Page("showcase-open", NEWCOMER, "sharers:keeping"),
    Page("showcase-edit", SHARER, "sharers:showcase_edit"),
    Page("showcase-figures", SHARER, "sharers:showcase_figures"),
    Page("showcase-slot", SHARER, "sharers:slot", lambda cast: {"position": 1}),
    Page("showcase-slot-locked", SHARER, "sharers:slot", lambda cast: {"position": 2}),
    Page("boards", VISITOR, "sharers:boards"),
    Page("boards-friends", SHARER, "sharers:board_friends"),
    Page("boards-formula", VISITOR, "sharers:formula"),
    Page("help", VISITOR, "gifts:help"),
    Page("consent", GIVER, "oauth2_provider:authorize", query=lambda cast: cast.asking),
    Page("apps", GIVER, "api:apps"),
    Page("apps-none", NEWCOMER, "api:apps"),
    Page("problem", VISITOR, "api:problem", lambda cast: {"code": "not-found"}),
    Page("offline", VISITOR, "offline"),
    Raw("not-found", VISITOR, "", address=lambda cast: "/nowhere", status=404),
    Raw("not-allowed", GIVER, "", address=lambda cast: reverse("accounts:notices_read"), status=405),
]

NO_PAGES = {
    # For machines.
    *(
        "health",
        "robots",
        "sitemaps",
        "sitemap",
        "manifest",
        "worker",
        "shops:picture",
        "shops:logo",
        "gifts:cover",
        "sharers:showcase_picture",
        "avatar",
        "gifts:card",
        "sharers:poster",
        "sharers:link_code",
        "sharers:commission_file",
        "sharers:days_file",
        "mfa_download_recovery_codes",
    ),
    *("payments:notices", "api:nowhere", None),
    *(f"oauth2_provider:{name}" for name in ("token", "revoke-token", "oauth-server-metadata")),
    "api:reference",  # drawn by Swagger UI
    # A button's.
    *("set_language", "accounts:address_default", "accounts:address_delete", "accounts:notices_read"),
    *("accounts:notice", "orders:cancellation", "orders:confirmation", "gifts:link", "gifts:acceptance"),
    *(
        "gifts:confirmation",
        "gifts:owner",
        "accounts:avatar_remove",
        "sharers:slot_empty",
        "sharers:slot_move",
    ),
    *("orders:aftersale_withdraw", "gifts:aftersale_withdraw", "gifts:aftersale_confirm", "gifts:unpropose"),
    # Parts of a page.
    *("accounts:notices_unread", "gifts:state", "shops:suggestions", "accounts:recognise"),
    # Always on the way to another page.
    *("sharers:withdrawal_done", "sharers:withdrawals_identity"),
    *("gifts:enter", "gifts:receipt", "sharers:follow", "sharers:showcase_product", "payments:done"),
    "payments:enter",
    *("shops:invitation_link", "sharers:invitation_link"),
    "payments:identified",
    # Of allauth, for ways to sign in that this shop does not offer.
    *("account_set_password", "account_confirm_login_code"),
}


def views(resolver=None, namespace=""):
    """The name of every view of the site; the admin and the API describe themselves."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name and f"{namespace}{pattern.name}"
        elif pattern.namespace not in {"admin", "v1"}:
            inside = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from views(pattern, namespace + inside)
