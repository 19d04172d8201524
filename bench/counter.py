"""The pages that a merchant lives in, of a shop with few orders and of one with many: at most three times as slow."""

from django.core.management import call_command

from accounts.models import User
from bench import databases, history, pages, people, seed, table
from gifts.figures import days
from orders.models import Order
from shops.models import Shop, Staff

SLOWER = 3
ORDERS_EACH = 10  # of one buyer
YOUNG_FOR, OLD_FOR = 20, 400  # days: then both have more than a page to ship


def figures(size):
    call_command("collectstatic", "--no-input", verbosity=0)
    with databases.fresh("bench_young_shop") as few, databases.fresh("bench_old_shop") as many:
        for name, *past in [(few, size.young, YOUNG_FOR), (many, size.old, OLD_FOR)]:
            databases.use(name)
            open_a_shop(*past)
        speeds = pages.side_by_side([few, many], visits, size)
        for name, measured in speeds.items():
            yield table.Figure(
                name=f"{name}, {size.old:,} orders beside {size.young:,}",
                aim=1 / SLOWER,
                figures=measured[many],
                limits=measured[few],
                written={},
            )


def open_a_shop(count, for_days):
    """With an owner, an operator and a past whose days are counted."""
    seed.catalogue(buyers=max(count // ORDERS_EACH, 10))
    shop = Shop.objects.order_by("pk").first()
    owner, operator = User.objects.order_by("pk")[:2]
    User.objects.filter(pk__in=[owner.pk, operator.pk]).update(is_staff=True)
    User.objects.filter(pk=operator.pk).update(is_superuser=True)
    Staff.objects.create(shop=shop, user=owner, role=Staff.OWNER)
    history.fill(shop, count, for_days)
    days.close()
    seed.settle_down()


def visits():
    """Name → (path, session) of the owner's pages and the operator's."""
    owner, operator = User.objects.order_by("pk")[:2]
    orders = "/admin/orders/order/"
    newest = Order.objects.order_by("-pk").first()
    shown = {
        "Order list": orders,
        "Orders to ship": f"{orders}?state__exact=to_ship",
        "Completed orders": f"{orders}?state__exact=completed",
        "Order by number": f"{orders}?q={newest.number}",
        "Order": f"{orders}{newest.pk}/change/",
        "Dashboard": "/admin/?days=30",
        "Dashboard of 90 days": "/admin/?days=90",
        "Funds": f"{orders}money/",
        "Statement": f"{orders}statement/",
    }
    overall = {"Operator's order list": orders, "Operator's dashboard": "/admin/?days=30"}
    groups = [(shown, people.logged_in(owner)), (overall, people.logged_in(operator))]
    return {name: (path, session) for paths, session in groups for name, path in paths.items()}
