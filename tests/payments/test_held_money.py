"""What the platform holds of a dispute, and what is refunded of money that is divided."""

from django.core.management import call_command

from payments import ledger
from payments.models import Refund, Split
from payments.providers.base import SplitState
from tests.payments.dividing import FEE, balances, grant, is_divided, kinds, let_go, look, release, shop, wait

State = Split.State


def test_what_is_refunded_of_divided_money_waits_for_the_split(cast):
    payment = cast.paid()
    split, refund = release(payment), grant(payment, 8712)
    assert look(refund).state == Refund.State.CREATED
    assert wait(refund) == 60
    assert look(split).state == State.DONE
    assert look(refund).state == Refund.State.SUCCEEDED
    assert balances(payment) == (FEE, 0, 0)
    call_command("check_ledger")


def test_a_granted_dispute_is_refunded_after_the_split_and_after_the_return_of_what_was_held(cast):
    payment = cast.paid()
    split, refund = release(payment, held_fen=2500), grant(payment, 4000, held_fen=2500)
    back = Split.objects.get(of=split)
    assert look(refund).state == Refund.State.CREATED
    assert look(back).state == State.CREATED
    assert wait(back) == 60
    assert look(split).state == State.DONE
    assert balances(payment) == (FEE + 2500, 0, 1500)
    assert look(refund).state == Refund.State.CREATED
    assert look(back).state == State.DONE
    assert look(refund).state == Refund.State.SUCCEEDED
    assert is_divided(payment) == [(split.number, FEE + 2500), (back.number, 2500)]
    assert balances(payment) == (FEE, 0, 0)
    call_command("check_ledger")


def test_what_was_held_for_nothing_is_returned_to_the_shop(cast):
    payment = cast.paid()
    split = look(release(payment, held_fen=2500))
    back = let_go(payment, 2500)
    assert balances(payment) == (FEE + 2500, 2500, 0)
    assert look(back).state == State.DONE
    assert is_divided(payment) == [(split.number, FEE + 2500), (back.number, 2500)]
    assert balances(payment) == (FEE, 0, 0)
    call_command("check_ledger")


def test_of_a_split_that_failed_nothing_is_returned_but_the_shop_owes_less(cast, the_bank_answers):
    payment = cast.paid()
    asked = the_bank_answers(SplitState.FAILED)
    look(release(payment, held_fen=2500))
    assert balances(payment) == (0, 0, FEE + 2500)
    assert look(let_go(payment, 2500)).state == State.DONE
    assert balances(payment) == (0, 0, FEE)
    assert [name for name, _ in asked] == ["split"]
    call_command("check_ledger")


def test_a_dispute_whose_split_failed_is_refunded_by_the_shop_alone(cast, the_bank_answers):
    payment = cast.paid()
    the_bank_answers(SplitState.FAILED)
    split, refund = look(release(payment, held_fen=2500)), grant(payment, 4000, held_fen=2500)
    assert look(refund).state == Refund.State.CREATED
    assert look(split.giving_back).state == State.DONE
    assert look(refund).merchant_fen == 4000
    assert refund.state == Refund.State.SUCCEEDED
    assert balances(payment) == (0, 0, FEE)
    call_command("check_ledger")


def test_a_return_that_fails_stays_owed_and_the_refund_goes_all_the_same(cast, the_bank_answers):
    payment, other = cast.paid(), cast.paid()
    look(release(payment, held_fen=2500))
    look(release(other, held_fen=2500))
    the_bank_answers(SplitState.FAILED, ["give_back"])
    refund = grant(payment, 2500, held_fen=2500)
    assert look(let_go(other, 2500)).state == State.FAILED
    assert ledger.balance("merchant_payable", shop(other)) == 2500
    assert look(refund).state == Refund.State.SUCCEEDED
    assert kinds() == ["split.done", "split.done", "split.failed", "split.failed"]
    call_command("check_ledger")


def test_a_return_in_the_providers_hands_is_asked_for_again_under_its_number(cast, the_bank_answers):
    payment = cast.paid()
    look(release(payment, held_fen=2500))
    back = let_go(payment, 2500)
    asked = the_bank_answers(SplitState.PROCESSING)
    assert [wait(look(back)) for _ in range(2)] == [60, 300]
    assert asked == [("give_back", back.number)] * 2
    assert ledger.balance("merchant_payable", shop(payment)) == 2500
