"""What a walk finds: one of everything that an address or a body may name."""

from api.models import Customer, Endpoint, GiftBatch
from orders import fulfilment
from orders.aftersale import asking
from sharers.models import Promoter, ShareLink, Sharer
from tests.world import World

GIFTS = "/api/v1/gifts/"


def make(partner, program):
    """Place → the values that lead somewhere there."""
    world = World()
    world.tea.variants.update(stock=100_000)
    given = Customer.objects.known_as(partner, "crm-42", "小明").user
    gifts = [world.sent_gift(giver=given), world.unpaid_gift(giver=given), world.sent_gift()]
    gifts += [world.accepted_gift(), world.accepted_gift(giver=given)]
    orders = [world.own_order() for _ in range(6)]
    for order in orders[:3]:
        fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890123")
    asked = [asking.request(order.pk, by=world.mei, kind="refund", reason="damaged") for order in orders[:2]]
    Promoter.objects.join(world.mei)
    link = Sharer.objects.bind(shop=world.shop, user=world.mei).shop_link
    batch = GiftBatch.objects.create(application=program)
    endpoint = Endpoint.objects.add(program, url="https://erp.example/")
    product, variants = world.tea, list(world.tea.variants.all())
    numbers = [order.number for order in orders]
    return {
        GIFTS: [gift.code for gift in gifts],
        "/api/v1/orders/": numbers,
        "/api/v1/shop/orders/": [*numbers, *(gift.order.number for gift in gifts)],
        "/api/v1/shop/after-sales/": [aftersale.number for aftersale in asked],
        "/api/v1/shop/products/": [product.pk],
        "/api/v1/shop/variants/": [variant.pk for variant in variants],
        "/api/v1/products/": [product.pk],
        "/api/v1/shops/": [world.shop.code],
        "/api/v1/customers/": ["crm-42"],
        "/api/v1/gift-batches/": [batch.number],
        "/api/v1/webhook-endpoints/": [endpoint.pk],
        "/api/v1/share-links/": list(ShareLink.objects.filter(pk=link.pk).values_list("code", flat=True)),
        "/api/v1/events/": [1, 2, 3],
        "/api/v1/shop/statements/": ["2026-03-01"],
        "variant": [variant.pk for variant in variants],
        "order": numbers,
        "product": [product.pk],
        "shop": [world.shop.code],
        "category": ["tea"],
        "cover": ["classic", "birthday"],
        "external_id": ["crm-42"],
        "phone": ["13800138000"],
        "province": ["浙江省"],
        "url": ["https://erp.example/hooks"],
    }
