"""No list and no form behind the counter asks more of the database because there is more in it."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Mail, Notification, UndeliveredEvent
from api.models import Application, Endpoint, Partner
from gifts.models import ShopCover, ShopDay
from giftshop.clock import db_now
from giftshop.models import Event
from orders import fulfilment
from orders.aftersale import asking
from payments.models import Difference, Notice, Reconciliation, Refund, Split
from sharers.models import Channel, Invitation, Promoter, Sharer, Showcase, Withdrawal
from shops.admin.scope import ShopPage
from shops.models import CatalogueImport, Shop
from tests.counter.rows import delivery_to, of_a_shop

MOST = 30


@pytest.fixture
def rows(world):
    return of_a_shop(world)


def more(world, n):
    """Another of everything."""
    gift = world.accepted_gift()
    attempt = gift.order.payment.attempts.get()
    of_it = {"payment": gift.order.payment, "attempt": attempt, "amount_fen": 7}
    order = world.own_order()
    fulfilment.ship(order.pk, carrier="SF", tracking_number=f"SF999000111222{n}")
    asking.request(order.pk, by=world.mei, kind="refund", reason="damaged")
    world.product(f"more-{n}", f"More {n}", [("a", 100), ("b", 200)])
    Shop.objects.create(code=f"more-{n}", name=f"More {n}")
    CatalogueImport.objects.create(shop=world.shop, by=world.wen, file_name="x.csv", data=b"Handle")
    ShopCover.objects.create(shop=world.shop, name="x", file=f"covers/{n}{'7' * 39}.jpg")
    ShopDay.objects.create(shop=world.shop, day=f"2026-02-0{n}")
    person = world.person(f"sharer-{n}")
    Sharer.objects.bind(shop=world.shop, user=person, rate_bps=500)
    Invitation.objects.invite(shop=world.shop, by=world.wen)
    Channel.objects.create(shop=world.shop, name=f"till-{n}", kind="till")
    Showcase.objects.open(Promoter.objects.join(person), "x")
    Withdrawal.objects.create(user=world.person(f"paid-{n}"), provider="sandbox", amount_fen=7)
    Refund.objects.create(subject=f"order:{order.pk}", cause=f"x{n}", **of_it)
    Split.objects.create(subject=f"order:{order.pk}", merchant_fen=1, **of_it)
    Notice.objects.create(provider="sandbox", provider_id=f"EV-{n}", kind="paid", body={})
    found = {"provider": "sandbox", "day": f"2026-02-0{n}"}
    Difference.objects.create(
        what="refund", kind="unknown", number=f"R{n}", ours_fen=0, theirs_fen=7, **found
    )
    Reconciliation.objects.create(lines=1, **found)
    event = Event.objects.order_by("-pk")[n]
    UndeliveredEvent.objects.create(event=event, retry_at=db_now())
    told = Notification.objects.create(
        user=world.person(f"told-{n}"), event_id=event.pk, kind="gift.accepted"
    )
    Mail.objects.create(notice=told, next_try_at=db_now())
    partner = Partner.objects.create(name=f"more-{n}", shop=world.shop)
    application = Application.objects.create(partner=partner, name="ERP", client_type="confidential")
    delivery_to(Endpoint.objects.add(application, url=f"https://erp-{n}.example/"), event.pk)
    LogEntry.objects.create(
        user=told.user, action_flag=CHANGE, object_id=str(n), object_repr="x", change_message="x"
    )


def pages(rows, role):
    for model, page in admin.site._registry.items():
        if role == "operator" or isinstance(page, ShopPage):
            place = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            yield reverse(f"{place}_changelist")
            yield reverse(f"{place}_change", args=[rows[model].pk])


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


@pytest.mark.parametrize("role", ["owner", "operator"])
def test_every_list_and_form_asks_the_same_for_few_rows_and_for_many(world, rows, role):
    person = world.wen if role == "owner" else world.person("ops", is_superuser=True)
    person.is_staff = True
    person.save()
    client = Client()
    client.force_login(person)
    addresses = list(pages(rows, role))
    more(world, 1)
    for address in addresses:
        client.get(address)  # what is asked once and then remembered
    few = {address: queries(client, address) for address in addresses}
    more(world, 2)
    more(world, 3)
    many = {address: queries(client, address) for address in addresses}
    assert many == few
    assert max(many.values()) <= MOST, max(many, key=many.get)
