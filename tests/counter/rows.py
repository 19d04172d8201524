"""A row of everything that the admin shows, all of one shop."""

from django.contrib.admin.models import CHANGE, LogEntry

from accounts.models import Mail, Notification, UndeliveredEvent
from api.models import Application, Delivery, Endpoint, Partner, PartnerEvent
from gifts.models import Gift, ShopCover, ShopDay
from giftshop.clock import db_now
from giftshop.models import Event
from orders import fulfilment
from orders.aftersale import asking
from orders.models import AfterSale, Order
from payments.ledger.models import Account, Journal
from payments.models import Attempt, Difference, Notice, Payment, Reconciliation, Refund, Split
from sharers.models import Channel, Invitation, Promoter, Sharer, Showcase, Withdrawal
from shops.models import CatalogueImport, Category, Product, Shop, Variant


def of_a_shop(world):
    """{model: row} for the Tea House, its gift on the way to Bo and an after-sale of an order of Mei's."""
    gift = world.accepted_gift()
    order = world.own_order()
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF5550001112223")
    aftersale = asking.request(order.pk, by=world.mei, kind="refund", reason="damaged", words="盖子裂了")
    payment = Payment.objects.get(pk=gift.order.payment_id)
    attempt = payment.attempts.get()
    event = Event.objects.first()
    promoter = Promoter.objects.join(world.chen)
    partner = Partner.objects.create(name="ERP-55566", shop=world.shop)
    application = Application.objects.create(partner=partner, name="App-55566", client_type="confidential")
    endpoint = Endpoint.objects.add(application, url="https://erp-55566.example/")
    notification = Notification.objects.create(user=world.mei, event_id=event.pk, kind="gift.accepted")
    return {
        Shop: world.shop,
        Product: world.tea,
        Variant: world.variant(),
        CatalogueImport: CatalogueImport.objects.create(
            shop=world.shop,
            by=world.wen,
            file_name="spring-tea-55566.csv",
            data=b"Handle,Title,Variant Price",
        ),
        Category: world.tea.category,
        Order: gift.order,
        AfterSale: aftersale,
        Gift: gift,
        ShopCover: ShopCover.objects.create(
            shop=world.shop, name="谷雨前三日", file=f"covers/{'7' * 40}.jpg"
        ),
        ShopDay: ShopDay.objects.create(shop=world.shop, day="2026-01-02", orders=55566, sales_fen=7),
        Sharer: Sharer.objects.bind(shop=world.shop, user=world.chen, rate_bps=500),
        Invitation: Invitation.objects.invite(shop=world.shop, by=world.wen, note="店庆-55566"),
        Channel: Channel.objects.create(shop=world.shop, name="收银台-55566", kind="till"),
        Promoter: promoter,
        Showcase: Showcase.objects.open(promoter, "陈的橱窗-55566"),
        Withdrawal: Withdrawal.objects.create(
            user=world.chen, provider="sandbox", openid="oChen55566677", amount_fen=7, name="陈小小小小小小小"
        ),
        Payment: payment,
        Attempt: attempt,
        Refund: Refund.objects.create(
            payment=payment, attempt=attempt, subject="order:77", cause="x", amount_fen=7
        ),
        Split: Split.objects.create(
            payment=payment, attempt=attempt, subject="order:78", amount_fen=7, merchant_fen=1
        ),
        Notice: Notice.objects.create(provider="sandbox", provider_id="EV-555666777", kind="paid", body={}),
        Difference: Difference.objects.create(
            provider="sandbox",
            day="2026-01-02",
            what="refund",
            kind="unknown",
            number="R-555666",
            ours_fen=0,
            theirs_fen=7,
        ),
        Reconciliation: Reconciliation.objects.create(provider="sandbox", day="2026-01-02", lines=1),
        Journal: Journal.objects.first(),
        Account: Account.objects.filter(kind="escrow").first(),
        type(world.mei): world.mei,
        UndeliveredEvent: UndeliveredEvent.objects.create(event=event, retry_at=db_now()),
        Mail: Mail.objects.create(notice=notification, next_try_at=db_now()),
        Partner: partner,
        Application: application,
        Endpoint: endpoint,
        Delivery: delivery_to(endpoint, event.pk),
        LogEntry: LogEntry.objects.create(
            user=world.wen,
            action_flag=CHANGE,
            object_id=str(order.pk),
            object_repr="LOG-555",
            change_message="LOG-555",
        ),
    }


def delivery_to(endpoint, source):
    """A try of it has failed."""
    event = PartnerEvent.objects.create(
        partner=endpoint.application.partner,
        source=source,
        type="order.paid",
        data={"order": "ORDER-55566"},
        occurred_at=db_now(),
    )
    delivery = Delivery.objects.create(endpoint=endpoint, event=event)
    delivery.attempts.create(at=db_now(), status=500, duration_ms=7)
    return delivery
