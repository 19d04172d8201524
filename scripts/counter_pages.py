"""The pages behind the counter that are photographed: an owner's day, then the operator's."""

from tests.journeys.tour.cast import OPERATOR, OWNER
from tests.journeys.tour.pages import Page


def of(attribute):
    return lambda cast: {"object_id": attribute(cast).pk}


def product(cast):
    return cast.open_shop.products.filter(pictures__state="fetched").first()


COUNTER = [
    Page("counter", OWNER, "admin:index"),
    Page("counter-orders", OWNER, "admin:orders_order_changelist"),
    Page("counter-order", OWNER, "admin:orders_order_change", of(lambda cast: cast.paid_order)),
    Page(
        "counter-slips", OWNER, "admin:orders_order_slips", query=lambda cast: {"orders": cast.paid_order.pk}
    ),
    Page("counter-tracking", OWNER, "admin:orders_order_tracking"),
    Page("counter-aftersales", OWNER, "admin:orders_aftersale_changelist"),
    Page(
        "counter-aftersale",
        OWNER,
        "admin:orders_aftersale_change",
        of(lambda cast: cast.disputed_order.aftersales.get()),
    ),
    Page(
        "counter-funds",
        OWNER,
        "admin:orders_order_money",
        query=lambda cast: {"shop": cast.completed_order.shop_id},
    ),
    Page("counter-products", OWNER, "admin:shops_product_changelist"),
    Page("counter-product", OWNER, "admin:shops_product_change", of(product)),
    Page("counter-stock", OWNER, "admin:shops_variant_changelist"),
    Page("counter-import", OWNER, "admin:shops_catalogueimport_add"),
    Page("counter-covers", OWNER, "admin:gifts_shopcover_changelist"),
    Page("counter-shop", OWNER, "admin:shops_shop_change", of(lambda cast: cast.open_shop)),
    Page("counter-staff", OWNER, "admin:shops_shop_staff", of(lambda cast: cast.open_shop)),
    Page("operator", OPERATOR, "admin:index"),
    Page("operator-shops", OPERATOR, "admin:shops_shop_changelist"),
    Page("operator-refunds", OPERATOR, "admin:payments_refund_changelist"),
    Page("operator-platform", OPERATOR, "admin:platform"),
    Page("operator-log", OPERATOR, "admin:admin_logentry_changelist"),
]
