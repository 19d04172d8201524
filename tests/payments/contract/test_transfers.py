"""What every provider promises of money for a person."""

import pytest

from payments.providers.base import NAME_MISSING, Door, Refused, TransferOrder, TransferState

OPENID = "oLin0000000000000000000000"


def transfer(counter, amount_fen=8800, number="W1", **fields):
    order = TransferOrder(number=number, openid=OPENID, amount_fen=amount_fen, remark="推广佣金", **fields)
    return counter.provider.transfer(order)


@pytest.fixture
def platform(counter):
    counter.bank.platform_earns(1_000_000)
    return counter


def test_a_transfer_waits_for_the_person_who_takes_it(platform):
    waiting = transfer(platform)
    assert waiting.state == TransferState.WAITING
    assert waiting.ticket
    platform.bank.person_takes("W1")
    assert platform.provider.transfer_query("W1").state == TransferState.PAID


def test_what_waits_has_a_way_to_be_taken(platform):
    opened = platform.provider.confirmation(transfer(platform).ticket, "/back")
    assert opened.door == (Door.APP if platform.provider.pays_in_its_app else Door.URL)
    assert opened.ticket


def test_what_is_not_taken_within_a_day_has_failed(platform):
    transfer(platform)
    platform.bank.a_day_passes()
    assert platform.provider.transfer_query("W1").state == TransferState.FAILED


def test_the_same_number_pays_once(platform):
    transfer(platform)
    transfer(platform)
    platform.bank.person_takes("W1")
    assert transfer(platform).state == TransferState.PAID


def test_the_same_number_with_another_amount_is_refused(platform):
    transfer(platform)
    with pytest.raises(Refused):
        transfer(platform, 8801)


def test_from_two_thousand_yuan_on_the_person_is_named(platform):
    with pytest.raises(Refused) as refusal:
        transfer(platform, 200_000)
    assert refusal.value.code == NAME_MISSING
    assert transfer(platform, 200_000, name="林一一").state == TransferState.WAITING


def test_a_transfer_it_never_heard_is_missing(platform):
    assert platform.provider.transfer_query("W404").state == TransferState.MISSING
