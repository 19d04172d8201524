"""Sending many gifts for a partner's customers: each is placed or refused, and neither twice."""

from django.db import transaction

from api.models import BatchItem, Customer, GiftBatch
from gifts.sending import send
from giftshop import deadlines
from giftshop.refusals import Refused
from shops.models import Variant

SWEEP = "api.batches"


def begin(application, wishes):
    """A GiftBatch of `wishes` (valid, each with its customer), in the caller's transaction; a worker goes on."""
    batch = GiftBatch.objects.create(application=application)
    BatchItem.objects.bulk_create(
        BatchItem(
            batch=batch,
            position=position,
            reference=wish.pop("reference", ""),
            customer=wish["customer"]["external_id"],
            wish=wish,
        )
        for position, wish in enumerate(wishes)
    )
    transaction.on_commit(lambda: deadlines.nudge(SWEEP), robust=True)
    return batch


def place(ids):
    """Place the gifts of these locked items. One payment covers those of one customer in one shop, while it has room.

    In the order of variants, as stock is locked: two workers never wait for each other in a circle.
    """
    items = BatchItem.objects.filter(pk__in=ids).select_related("batch__application__partner")
    items = sorted(items, key=lambda item: (item.wish["variant_id"], item.pk))
    shops = _shops(items)
    payments = {}
    for item in items:
        together = item.batch_id, item.customer, shops.get(item.wish["variant_id"])
        try:
            with transaction.atomic():
                item.gift = _send(item, payments.get(together))
            payments[together] = item.gift.order.payment
        except Refused as refusal:
            item.problem = {"code": refusal.code, "extra": refusal.extra}
        item.wish = {}
        item.save(update_fields=["gift", "problem", "wish"])


def _shops(items):
    """Variant → its shop."""
    variants = Variant.objects.filter(pk__in={item.wish["variant_id"] for item in items})
    return dict(variants.values_list("pk", "product__shop"))


def _send(item, payment):
    wish = dict(item.wish)
    customer = Customer.objects.known_as(item.batch.application.partner, **wish.pop("customer"))
    return send(giver=customer.user, payment=payment, **wish)
