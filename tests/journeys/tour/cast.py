"""Who walks through the demo, and what has happened to them: a gift and an order in each state that has a page."""

import time
from datetime import timedelta
from functools import cached_property

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from oauth2_provider.models import AccessToken

from accounts.models import Address, User
from api.models import Application, Partner
from gifts import giving_back, links
from gifts.acceptance import accept
from gifts.models import Gift
from giftshop.clock import db_now
from orders import fulfilment
from orders.aftersale import answering, asking, proposing
from orders.models import Order
from payments.models import Payment
from payments.providers.sandbox import bank, transfers
from sharers.models import Attribution, Invitation, Promoter, Sharer, Showcase
from sharers.withdrawals import executor, requesting
from shops.models import Product, Shop, Staff, StaffInvitation, Variant
from tests.world import PASSWORD, World

VISITOR, GUEST, GIVER, RECIPIENT = "visitor", "guest", "giver", "recipient"
SHARER, NEWCOMER = "sharer", "newcomer"
GUARDED = "guarded"
OWNER, OPERATOR = "owner", "operator"  # of the demo, behind the counter
WAYS = {"native": "code", "jsapi": "app"}
ACCOUNTS = {GIVER: "mei", RECIPIENT: "bo", SHARER: "lin", NEWCOMER: "chen", GUARDED: "dai"}
ACCOUNTS |= {OWNER: "owner", OPERATOR: "operator"}


class Cast(World):
    """Mei gives, Bo receives, Lin shares, Chen has only just arrived, Dai has a second factor; a visitor and a guest
    have no account.
    """

    def __init__(self):
        super().__init__()
        self._cookies = {}

    def play(self):
        """Whatever has to happen before the walk. Notices about it are delivered."""
        Attribution.objects.remember(self.mei, self.lins.shop_link)
        Address(user=self.mei, **self.address().as_dict()).keep()
        for state in ["unpaid", "pending", "accepted", "shipped", "declined", "expired", "guests"]:
            getattr(self, state)
        for state in [
            "paid_order",
            "shipped_order",
            "completed_order",
            "unpaid_order",
            "trade",
            "withdrawal",
            "by_app",
            "guarded",
            "showcase",
            "program",
        ]:
            getattr(self, state)
        Shop.objects.update(aftersale_address="王掌柜 13900000000 浙江省杭州市西湖区龙井路 1 号")
        for state in ["disputed_order", "returned_order", "rejected_order"]:
            getattr(self, state)
        for state in ["proposed", "returned", "rejected", "late"]:
            getattr(self, state)
        call_command("run_deadlines")
        for who in [*ACCOUNTS, VISITOR, GUEST]:
            self.cookies(who)

    @cached_property
    def program(self):
        """An app that Mei has allowed once."""
        partner = Partner.objects.create(name="好物科技")
        fields = {"client_type": Application.CLIENT_PUBLIC, "redirect_uris": "https://app.example/back"}
        program = partner.applications.create(
            name="送礼小助手", scopes=["gifts:read", "gifts:write"], **fields
        )
        AccessToken.objects.create(
            user=self.mei, application=program, token="x", expires=db_now() + timedelta(days=1)
        )
        return program

    @property
    def asking(self):
        """What the app asks with."""
        return {
            "response_type": "code",
            "client_id": self.program.client_id,
            "redirect_uri": self.program.redirect_uris,
            "scope": "gifts:read gifts:write",
            "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "code_challenge_method": "S256",
        }

    def cookies(self, who):
        """Of a browser that is signed in as `who` and holds the links that `who` was given."""
        if who not in self._cookies:
            client = self._client(who)
            self._cookies[who] = {name: morsel.value for name, morsel in client.cookies.items()}
        return self._cookies[who]

    def _client(self, who):
        client = Client(SERVER_NAME="127.0.0.1")
        if who in ACCOUNTS:
            client.force_login(self.person(ACCOUNTS[who]))
            said_again(client)
        opened = {
            VISITOR: [self.pending, self.accepted, self.declined, self.expired],
            RECIPIENT: [self.pending],
        }
        for gift in opened.get(who, []):
            client.get(f"/g/{gift.code}-{links.token(gift)}")
        if who in {VISITOR, NEWCOMER}:
            client.get(self.invitation)
            client.get(self.sharers_invitation)
        if who == GUEST:
            client.get(f"/g/r/{self.guests.code}-{self.receipt}")
            login = {"login": self.guarded.email, "password": PASSWORD}
            client.post(reverse("account_login"), login)  # and is asked for a code
        return client

    def pay(self, order):
        """At the pretend bank, which then knows what to give back."""
        order.payment.start_attempt(method="sandbox")
        bank.pay(order.payment.attempts.get().number)
        order.payment.refresh()
        order.refresh_from_db()

    # --- goods

    @cached_property
    def giftable(self):
        """A variant with a picture, of which there is enough."""
        pictured = Variant.objects.giftable().filter(product__pictures__state="fetched", stock__gte=10)
        return pictured.order_by("pk").first() or self.variant()

    @property
    def open_shop(self):
        return self.giftable.product.shop

    @property
    def not_a_gift(self):
        return next(p for p in Product.objects.visible().for_display().order_by("pk") if p.gift_refusal())

    @property
    def sold_out(self):
        product = Product.objects.filter(handle="sold-out").first()
        return product or self.product("sold-out", "卖完的茶", [("罐装", 8800)], stock=0)

    @property
    def shop_without_goods(self):
        return Shop.objects.get_or_create(code="bare", defaults={"name": "还没开张"})[0]

    # --- gifts

    def gift(self, **fields):
        return self.sent_gift(variant=self.giftable, **({"greeting": "春茶一罐，愿你安好"} | fields))

    @cached_property
    def unpaid(self):
        return self.unpaid_gift(variant=self.giftable)

    @cached_property
    def pending(self):
        return self.gift()

    @cached_property
    def accepted(self):
        return self._accepted_by(self.bo)[0]

    @cached_property
    def shipped(self):
        return self._arriving()

    @cached_property
    def declined(self):
        return giving_back.decline(self.gift().pk, by=self.bo, word="心领了，谢谢你")

    @cached_property
    def expired(self):
        gift = self.gift()
        Gift.objects.filter(pk=gift.pk).update(deadline_at=db_now() - timedelta(hours=1))
        giving_back.expire([gift.pk])
        return gift

    @cached_property
    def guests(self):
        gift, self.receipt = self._accepted_by(None)
        return gift

    @cached_property
    def proposed(self):
        gift = self._arriving()
        proposing.propose(gift.order_id, kind="return", reason="damaged")
        return gift

    @cached_property
    def returned(self):
        gift = self._arriving()
        self._agreed(gift.order, by=self.bo)
        return gift

    @cached_property
    def rejected(self):
        gift = self._arriving()
        self._refused(gift.order, by=self.bo)
        return gift

    @cached_property
    def late(self):
        """Shipping was due three days ago."""
        gift = self._unlocked()
        Order.objects.filter(pk=gift.order_id).update(ship_due_at=db_now() - timedelta(days=3))
        gift.refresh_from_db()
        return gift

    def _arriving(self):
        gift = self._unlocked()
        fulfilment.ship(gift.order_id, carrier="SF", tracking_number="SF1029384756123")
        return gift

    def _unlocked(self):
        """A gift of which the recipient may do what one does with an order."""
        gift, _ = self._accepted_by(self.bo)
        Order.objects.filter(pk=gift.order_id).update(locked_until=db_now() - timedelta(hours=1))
        gift.refresh_from_db()
        return gift

    def _accepted_by(self, person):
        return accept(self.gift().pk, by=person, address=self.address())

    # --- orders

    @cached_property
    def unpaid_order(self):
        return self.own_order(paid=False)

    @cached_property
    def by_app(self):
        """An order that is being paid by an app, which the pretend bank does not have: as WeChat Pay leaves it."""
        order = self.own_order(paid=False)
        for method, door in WAYS.items():
            attempt = order.payment.new_attempt(method="sandbox")
            ticket = "weixin://wxpay/bizpayurl?pr=0tq8F1Kzz"
            type(attempt).objects.filter(pk=attempt.pk).update(method=method, door=door, ticket=ticket)
        return order

    def way(self, method):
        return {"number": self.by_app.payment.number, "method": method}

    @cached_property
    def paid_order(self):
        return self.own_order()

    @cached_property
    def shipped_order(self):
        return self._shipped()

    @cached_property
    def completed_order(self):
        order = self._shipped()
        fulfilment.confirm(order.pk)
        return order

    @cached_property
    def disputed_order(self):
        order = self._shipped()
        self._asked(order, by=self.mei, goods_fen=1200)
        return order

    @cached_property
    def returned_order(self):
        order = self._shipped()
        self._agreed(order, by=self.mei)
        return order

    @cached_property
    def rejected_order(self):
        order = self._shipped()
        self._refused(order, by=self.mei)
        return order

    def _asked(self, order, *, by, **fields):
        wanted = {"kind": "return", "reason": "damaged", "words": "盖子裂了，茶叶洒了一半"}
        return asking.request(order.pk, by=by, **(wanted | fields))

    def _agreed(self, order, *, by):
        answering.approve(self._asked(order, by=by).pk, by=self.wen)

    def _refused(self, order, *, by):
        answering.reject(self._asked(order, by=by).pk, by=self.wen, words="签收时包装完好，请提供照片")

    @cached_property
    def trade(self):
        """What the pretend bank's cashier shows."""
        payment = Payment.objects.get(pk=self.own_order(paid=False).payment_id)
        return payment.start_attempt(method="sandbox").rstrip("/").rpartition("/")[2]

    @cached_property
    def withdrawal(self):
        """Half of what Lin has earned with an order of Mei's waits to be confirmed."""
        order = self._shipped()
        fulfilment.confirm(order.pk)
        with transaction.atomic():
            Order.lock(order.pk)
            fulfilment.release([order.pk])
        asked = requesting.request(
            user=self.lin,
            amount_fen=requesting.balance(self.lin) // 2,
            provider="sandbox",
            openid=f"user-{self.lin.pk}",
        )
        executor.carry_out(asked.pk)
        asked.refresh_from_db()
        return asked

    @property
    def transfer(self):
        """What the pretend bank's page for it shows."""
        return transfers.token(self.withdrawal.number, "/")

    def _shipped(self):
        order = self.own_order()
        fulfilment.ship(order.pk, carrier="ZTO", tracking_number="ZTO75318642097")
        return order

    # --- people

    @cached_property
    def lins(self):
        """What Lin is as a sharer."""
        known = Sharer.objects.active().filter(shop=self.open_shop, user=self.lin).first()
        return known or Sharer.objects.bind(shop=self.open_shop, user=self.lin, rate_bps=500)

    @cached_property
    def showcase(self):
        """Lin's, with a slot that may be changed and one that may not."""
        showcase = Showcase.objects.open(Promoter.objects.join(self.lin), "小林的购物号")
        if not showcase.slots.exists():
            showcase.place(1, self.giftable.product)
            showcase.place(2, self.sold_out)
        showcase.slots.filter(position=1).update(changed_at=db_now() - timedelta(days=4))
        showcase.slots.filter(position=2).update(changed_at=db_now())
        return showcase

    @cached_property
    def guarded(self):
        dai = self.person("dai")
        TOTP.activate(dai, generate_totp_secret())
        RecoveryCodes.activate(dai)
        return dai

    @cached_property
    def sharers_invitation(self):
        asked = Invitation.objects.invite(shop=self.open_shop, by=self.wen, rate_bps=800)
        return reverse("sharers:invitation_link", args=[asked.pk, asked.token])

    @cached_property
    def invitation(self):
        """The path of its link."""
        by = User(pk=self.mei.pk, is_superuser=True)
        _, secret = StaffInvitation.objects.invite(self.open_shop, Staff.CLERK, by=by)
        return reverse("shops:invitation_link", args=[secret])

    @property
    def entry(self):
        return Address.objects.filter(user=self.mei).first()

    @property
    def confirmation(self):
        fields = {"user": self.chen, "email": "new@example.com"}
        return EmailConfirmationHMAC(EmailAddress.objects.get_or_create(**fields)[0]).key

    @property
    def reset(self):
        return {"uidb36": user_pk_to_url_str(self.chen), "key": default_token_generator.make_token(self.chen)}


def said_again(client):
    """The password, just now and for as long as the walk takes."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() + 3600, "reauthenticated": True}
    ]
    session.save()
