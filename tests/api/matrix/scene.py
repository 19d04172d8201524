"""Two sides with the same things: what belongs to one of them is nothing to the other."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from api import batches
from api.models import Application, Customer, Delivery, Endpoint, Partner, PartnerEvent
from api.scopes import SCOPES
from gifts import links
from gifts.acceptance import accept
from giftshop.clock import db_now
from orders import fulfilment
from orders.aftersale import answering, asking
from sharers.models import Attribution, LinkDay, Sharer
from shops.models import Shop, Variant
from tests.orders.books.conftest import release
from tests.world import World


class Hand:
    """Somebody who may call, `things` that are theirs by the names of `rows`, and the application that they use.

    Kinds: a person; `crm`, a partner without a shop; `erp`, a partner with one.
    """

    def __init__(self, kind, application, user=None, **things):
        self.kind, self.application, self.user, self.things = kind, application, user, things

    def has(self, names):
        return set(names) <= self.things.keys()


class Scene:
    """Mei, her shop and her partners are ours; of Lin and hers nobody of them knows. `alone` is called between."""

    def __init__(self, alone):
        self.ours = Side("tea-house", "mei", "bo", each=1)
        self.sibling = _sibling(self.ours.erp.application)
        alone(self.ours)
        self.theirs = Side("rival", "lin", "chen", each=2)

    def others(self, hand):
        """Everybody else, with what is theirs."""
        hands = [*self.ours.hands, *self.theirs.hands, self.sibling]
        return [other for other in hands if other is not hand]


class Side:
    """`each`: how much there is of things that are counted, so that two sides' sums differ."""

    def __init__(self, code, me, friend, each):
        self.each = each
        self.world = World(code=code, name=code)
        self.me, self.friend = self.world.person(me), self.world.person(friend)
        assert self.world.tea
        Shop.objects.filter(code=code).update(aftersale_address="龙井路 1 号")
        Variant.objects.filter(product=self.world.tea).update(stock=1000)
        self.person = self._person()
        self.erp = self._partner("erp", self.world.shop, **self._of_the_shop())
        self.crm = self._partner("crm")
        self.hands = [self.person, self.erp, self.crm]
        self.holders = self._holders()

    def _person(self):
        world = self.world
        link = Sharer.objects.bind(shop=world.shop, user=self.me, rate_bps=1000).shop_link
        Attribution.objects.remember(self.friend, link, world.shop.pk)
        LinkDay.objects.add(link, localdate(db_now()), visits=self.each)
        received = world.sent_gift(giver=self.friend)
        accept(received.pk, by=self.me, address=world.address())
        world.own_order(buyer=self.friend)
        offered = world.sent_gift(giver=self.friend, contact_id=self.me.pk)
        partner = Partner.objects.create(name="Teefinder")
        return Hand(
            "person",
            new_application(partner),
            self.me,
            received=received.code,
            offered=offered.code,
            gift=world.sent_gift(giver=self.me).code,
            order=world.own_order(buyer=self.me).number,
            link=link.code,
            contact=self.friend.pk,
            buys=world.variant().pk,
        )

    def _of_the_shop(self):
        asked, returned, refunded = self._asked(), self._asked("return"), self._asked()
        answering.approve(returned.pk, by=self.world.wen)
        asking.post_back(returned.pk, carrier="ZTO", tracking_number="ZTO665544332211")
        answering.approve(refunded.pk, by=self.world.wen)
        done = self._shipped()
        fulfilment.confirm(done.pk)
        release(done)
        return {
            "shop": self.world.shop.code,
            "sale": self._sold().number,
            "asked": asked.number,
            "returned": returned.number,
            "product": self.world.tea.pk,
            "variant": self.world.variant().pk,
            "picture": self.world.tea.pictures.create().pk,
        }

    def _sold(self):
        return self.world.own_order(buyer=self.friend, quantity=self.each)

    def _shipped(self):
        order = self._sold()
        fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890")
        return order

    def _asked(self, kind="refund"):
        return asking.request(self._shipped().pk, by=self.friend, kind=kind, reason="damaged", words="缺角")

    def _partner(self, kind, of=None, **things):
        partner = Partner.objects.create(name=kind, shop=of)
        application, world = new_application(partner), self.world
        customer = Customer.objects.known_as(partner, f"{world.shop.code}-{kind}", "小明")
        gift = world.sent_gift(giver=customer.user)
        return Hand(
            kind,
            application,
            customer=customer.external_id,
            gift=gift.code,
            buys=world.variant().pk,
            batch=self._batch(application, customer),
            **_told(application, kind, gift.pk),
            **things,
        )

    def _batch(self, application, customer):
        wish = {"variant_id": self.world.variant().pk, "price_fen": 8800}
        with transaction.atomic():
            batch = batches.begin(application, [wish | {"customer": {"external_id": customer.external_id}}])
            batches.place([item.pk for item in batch.items.all()])
        return batch.number

    def _holders(self):
        """Header → the code of a gift that its secret opens, and the secret."""
        gift, accepted = (self.world.sent_gift(giver=self.friend) for _ in range(2))
        _gift, receipt = accept(accepted.pk, by=None, address=self.world.address())
        return {"Gift-Token": (gift.code, links.token(gift)), "Gift-Receipt": (accepted.code, receipt)}


def new_application(partner):
    return Application.objects.create(
        partner=partner,
        name=partner.name,
        scopes=list(SCOPES),
        client_type=Application.CLIENT_CONFIDENTIAL,
        last_used_at=timezone.now() + timedelta(days=1),  # a call is not a change
    )


def _told(application, kind, source):
    """An endpoint, and an event that was delivered there."""
    endpoint = Endpoint.objects.add(application, url="https://erp.example/giftshop")
    event = PartnerEvent.objects.create(
        partner=application.partner,
        source=source,
        type="gift.sent",
        data={"gift": kind},
        occurred_at=db_now(),
    )
    delivery = Delivery.objects.create(endpoint=endpoint, event=event)
    return {"endpoint": endpoint.pk, "delivery": delivery.pk, "event": event.pk}


def _sibling(application):
    """Another application of the same partner, which shares all but where it is told of events."""
    other = new_application(application.partner)
    told = _told(other, "sibling", 0)
    del told["event"]
    return Hand("sibling", other, **told)
