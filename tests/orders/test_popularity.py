from gifts import giving_back
from orders import popularity
from shops.models import Product


def test_what_was_paid_for_lately_counts_and_what_came_back_does_not(world):
    world.accepted_gift()
    world.own_order(quantity=2)
    world.unpaid_gift()
    giving_back.decline(world.sent_gift().pk, by=world.bo, word="")
    popularity.recount()
    assert Product.objects.get(pk=world.tea.pk).popularity == 3


def test_nothing_sold_is_nothing_counted(world):
    Product.objects.filter(pk=world.tea.pk).update(popularity=7)
    popularity.recount()
    assert Product.objects.get(pk=world.tea.pk).popularity == 0
