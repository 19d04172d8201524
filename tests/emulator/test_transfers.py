"""Money to a person, who confirms."""

import httpx
import pytest
from wechatpayv3.type import RequestType

from tests.emulator.shop import DAY, MINUTE, code, told

SCENE = [{"info_type": "岗位类型", "info_content": "分享员"}]


@pytest.fixture
def platform(direct_shop):
    """The platform with ¥10,000."""
    direct_shop.wechat.control.balance(direct_shop.mchid, 1000000)
    return direct_shop


def transfer(shop, amount=10000, *, no="X1", **more):
    asked = {"transfer_scene_id": "1005", "openid": "oLin", "transfer_remark": "佣金"} | more
    asked = {"transfer_scene_report_infos": SCENE} | asked
    return told(shop.sdk.mch_transfer_bills(no, transfer_amount=amount, **asked))


def query(shop, no="X1"):
    return told(shop.sdk.mch_transfer_bills_query(out_bill_no=no))


def test_a_person_who_confirms_has_the_money(platform):
    status, said = transfer(platform)
    assert (status, said["state"]) == (200, "WAIT_USER_CONFIRM")
    assert said["package_info"]
    assert platform.money() == (990000, 0)
    platform.wechat.control.confirm("X1")
    assert query(platform)[1]["state"] == "SUCCESS"
    assert platform.money("oLin") == (10000, 0)


def test_a_transfer_that_nobody_confirms_within_a_day_comes_back(platform):
    transfer(platform)
    platform.wechat.control.advance(DAY - MINUTE)
    assert query(platform)[1]["state"] == "WAIT_USER_CONFIRM"
    platform.wechat.control.advance(MINUTE)
    assert query(platform)[1]["state"] == "FAIL"
    assert query(platform)[1]["fail_reason"] == "OVERDUE_CLOSE"
    assert platform.money() == (1000000, 0)


def test_a_transfer_can_be_cancelled_until_it_is_confirmed(platform):
    transfer(platform)
    assert told(platform.sdk.mch_transfer_bills_cancel("X1"))[1]["state"] == "CANCELING"
    assert query(platform)[1]["state"] == "CANCELLED"
    assert platform.money() == (1000000, 0)
    with pytest.raises(httpx.HTTPStatusError):
        platform.wechat.control.confirm("X1")


def test_a_confirmed_transfer_cannot_be_cancelled(platform):
    transfer(platform)
    platform.wechat.control.confirm("X1")
    assert code(told(platform.sdk.mch_transfer_bills_cancel("X1"))) == (400, "INVALID_REQUEST")


def test_the_same_number_is_transferred_once(platform):
    first = transfer(platform)
    assert transfer(platform) == first
    assert code(transfer(platform, 9999)) == (400, "INVALID_REQUEST")
    assert platform.money() == (990000, 0)


def test_a_name_is_needed_from_two_thousand_yuan_and_arrives_encrypted(platform):
    def ask(said):
        return told(
            platform.sdk._core.request("/v3/fund-app/mch-transfer/transfer-bills", RequestType.POST, said)
        )

    said = {
        "appid": platform.wechat.keys.appid,
        "out_bill_no": "X1",
        "transfer_scene_id": "1005",
        "openid": "oLin",
    }
    said |= {"transfer_amount": 200000, "transfer_remark": "佣金", "transfer_scene_report_infos": SCENE}
    assert code(ask(said)) == (400, "PARAM_ERROR")
    assert code(ask(said | {"user_name": "林"})) == (400, "PARAM_ERROR")
    assert transfer(platform, 200000, no="X2", user_name="林")[0] == 200
    transfers = platform.wechat.control.books()["transfers"]
    assert [one["user_name"] for one in transfers] == ["林"]


def test_the_platform_transfers_no_more_than_it_has(platform):
    assert code(transfer(platform, 1000001, user_name="林")) == (403, "NOT_ENOUGH")


def test_the_scene_must_be_reported(platform):
    assert code(transfer(platform, transfer_scene_report_infos=[])) == (400, "PARAM_ERROR")


def test_an_unknown_transfer_is_not_found(platform):
    assert code(query(platform, "X9")) == (404, "NOT_FOUND")


@pytest.mark.parametrize("state", ["SUCCESS", "FAIL", "CANCELLED"])
def test_the_end_is_told(platform, letterbox, state):
    transfer(platform)
    if state == "SUCCESS":
        platform.wechat.control.confirm("X1")
    if state == "FAIL":
        platform.wechat.control.advance(DAY)
    if state == "CANCELLED":
        platform.sdk.mch_transfer_bills_cancel("X1")
    platform.wechat.deliver_due()
    said = platform.sdk.callback(*letterbox.letters[0])
    assert said["event_type"] == "MCHTRANSFER.BILL.FINISHED"
    assert (said["resource"]["out_bill_no"], said["resource"]["state"]) == ("X1", state)
