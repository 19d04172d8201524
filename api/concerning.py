"""Whom events concern, and what each partner may read of them. However many events, the same number of queries."""

from django.db.models import Q

from api import kinds
from api.models import Customer, Endpoint, Partner
from gifts.models import Gift
from orders.models import AfterSale, Order
from payments.models import Refund
from shops.models import Shop


class Concerned:
    """Those that a batch of events concerns. `of(event)` yields (partner, type, data); an event from before there was
    the partner is none of its.
    """

    def __init__(self, batch):
        self.subjects = {event.pk: _subject(event) for event in batch}
        self.shops = _by_shop({event.shop_id for event in batch if event.kind in kinds.OF_SHOP})
        self._find_gifts()
        self._find_names(batch)

    def of(self, event):
        for partner, kind, data in [*self._shop(event), *self._giver(event), *self._endpoint(event)]:
            if partner.created_at <= event.at:
                yield partner, kind, data

    def _shop(self, event):
        if event.kind in kinds.OF_SHOP and (data := self._shops_data(event)):
            for partner in self.shops.get(event.shop_id, []):
                yield partner, kinds.OF_SHOP[event.kind], data

    def _shops_data(self, event):
        """None: it is about no order, or about what the giver has only proposed."""
        what, pk = self.subjects[event.pk]
        if what in {"order", "gift"}:
            order_id = self.gifts[pk].order_id if what == "gift" else pk
            data = {"order": self.numbers[order_id]}
            if number := event.data.get("aftersale"):
                return data | {"after_sale": number} if number in self.asked else None
            refund = self.refunds.get(event.pk)
            return data | ({"refund": refund} if refund else {})
        if what == "shop":
            return {"shop": self.codes[pk]}
        return {"sharer": pk} if what == "sharer" else None

    def _giver(self, event):
        what, pk = self.subjects[event.pk]
        gift = {"gift": self.gifts, "order": self.gifts_of_orders}.get(what, {}).get(pk)
        if gift and event.kind in kinds.OF_GIVER and gift.giver_id in self.givers:
            yield self.givers[gift.giver_id], kinds.OF_GIVER[event.kind], {"gift": gift.code}

    def _endpoint(self, event):
        if event.kind in kinds.OF_ENDPOINT:
            pk = _pk(event.subject)
            yield self.endpoints[pk].application.partner, kinds.OF_ENDPOINT[event.kind], {"endpoint": pk}

    def _find_gifts(self):
        own, orders = self._named("gift"), self._named("order")
        found = Gift.objects.filter(Q(pk__in=own) | Q(order__in=orders)).only("code", "order_id", "giver_id")
        self.gifts = {gift.pk: gift for gift in found}
        self.gifts_of_orders = {gift.order_id: gift for gift in self.gifts.values()}
        customers = Customer.objects.filter(user__in={gift.giver_id for gift in self.gifts.values()})
        self.givers = {row.user_id: row.partner for row in customers.select_related("partner")}

    def _find_names(self, batch):
        """What things are called outside."""
        orders = self._named("order") | {gift.order_id for gift in self.gifts.values()}
        self.numbers = dict(Order.objects.filter(pk__in=orders).values_list("pk", "number"))
        self.codes = dict(Shop.objects.filter(pk__in=self._named("shop")).values_list("pk", "code"))
        refunds = {_pk(event.subject): event.pk for event in batch if event.kind == "refund.succeeded"}
        self.refunds = {refunds[row.pk]: row.number for row in Refund.objects.filter(pk__in=refunds)}
        numbers = {event.data["aftersale"] for event in batch if "aftersale" in event.data}
        asked = AfterSale.objects.filter(number__in=numbers, requested_at__isnull=False)
        self.asked = set(asked.values_list("number", flat=True))
        endpoints = Endpoint.objects.filter(pk__in=self._named("endpoint")).unopened()
        self.endpoints = {row.pk: row for row in endpoints.select_related("application__partner")}

    def _named(self, what):
        return {pk for kind, pk in self.subjects.values() if kind == what}


def _by_shop(shop_ids):
    found = {}
    for partner in Partner.objects.filter(shop__in=shop_ids - {None}):
        found.setdefault(partner.shop_id, []).append(partner)
    return found


def _subject(event):
    """(kind, id) of what it is about. A refund is an event of its own; its data name what the money was for."""
    what, _colon, pk = event.data.get("subject", event.subject).partition(":")
    return what, int(pk)


def _pk(subject):
    return int(subject.partition(":")[2])
