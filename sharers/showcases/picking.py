"""What an owner may put into a slot, and what each thing would earn."""

from giftshop.money import share
from orders.models import Line
from sharers.models import Promoter
from sharers.sharing import most_bps
from sharers.showcases.shelf import with_special
from shops.models import Product
from shops.search.finding import Search


def found(words):
    """What the shop's search finds, without words the most popular first."""
    goods = with_special(Product.objects.visible().for_cards())
    return Search(words).products(goods) if words else goods.order_by("-popularity", "-pk")


def bought(user):
    """What `user` paid for, for themselves or as a gift, the newest goods first."""
    lines = Line.objects.filter(order__buyer=user, order__paid_at__isnull=False)
    goods = with_special(Product.objects.visible().for_cards())
    return goods.filter(pk__in=lines.values("variant__product")).order_by("-pk")


def earning(product):
    """(fen, basis points) that one unit at the lowest price would earn; None in a shop without promoters."""
    if product.shop.promoter_bps is None:
        return None
    bps = min(Promoter.bps(product), most_bps())
    price = min(product.price_from_fen, product.special_fen or product.price_from_fen)
    return share(price, bps), bps
