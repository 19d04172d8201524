"""What tests of a shop's own side of the API have in common."""

from shops.models import Shop, Staff

PATHS = [
    "/shop/orders",
    "/shop/after-sales",
    "/shop/refunds",
    "/shop/statements",
    "/shop/balance",
    "/shop/sharers",
    "/shop/commissions",
]


def other_shop(world):
    """A shop of somebody else."""
    shop = Shop.objects.create(code="other", name="别家")
    Staff.objects.create(shop=shop, user=world.lin, role="owner")
    return shop
