"""docs/visibility.md on slips: the giver's words from the moment of shipping, and never a price."""

from gifts.acceptance import accept
from tests.orders.counter.conftest import behind_the_counter
from tests.privacy.canaries import Canaries


def test_the_shops_slip_tells_what_the_table_says(world):
    canaries = Canaries(world)
    gift = canaries.gift()
    staff = behind_the_counter(world.wen)
    slip = f"/admin/orders/order/slips/?orders={gift.order_id}"
    assert staff.get(slip).status_code == 404
    accept(gift.pk, by=world.bo, address=canaries.address())
    text = staff.get(slip).text
    told = {name for name, values in canaries.of(gift).items() if any(value in text for value in values)}
    assert told == {"greeting", "giver", "consignee", "phone", "street", "province"}
