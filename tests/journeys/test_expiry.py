"""Not accepted in time: the running worker and beat give the giver the money back."""

import pytest

from gifts.models import Gift
from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def shop(run_shop):
    """Where a gift waits for seconds only."""
    with run_shop(GIFT_ACCEPT_WINDOW="8s", GIFT_REMIND_BEFORE="6s") as address:
        yield address


def test_until_expiry_and_refund(visit):
    mei: Visitor = visit("mei")
    friend = visit("friend")
    mei.sign_up()
    link = mei.send_tea()
    friend.open(link)
    mei.sees("已过期退回")  # the page looks again by itself; nobody presses anything
    mei.page.wait_for_timeout(3_000)
    mei.page.reload()
    mei.sees("已原路退回")
    mei.shot("sent-expired")
    friend.page.reload()
    friend.sees("礼物")
    friend.shot("expired")
    gift = Gift.objects.get()
    assert gift.state == "expired"
    assert [refund.state for refund in gift.order.refunds] == ["succeeded"]
    mei.is_told("退")
    mei.shot("notices-expired")
