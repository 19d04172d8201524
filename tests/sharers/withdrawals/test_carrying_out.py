"""What becomes of a withdrawal, whatever the provider says and whenever somebody is killed."""

import logging
from datetime import timedelta

import pytest
from django.utils.translation import override

from giftshop import deadlines
from giftshop.clock import db_now
from giftshop.models import Event
from payments.ledger.models import Journal
from payments.models import SandboxTransfer
from payments.providers.base import Refused, Transfer, TransferState, Unknown
from payments.providers.sandbox import transfers
from sharers.models import Withdrawal
from sharers.withdrawals import executor
from tests.books import broken
from tests.sharers.withdrawals.conftest import a_day_passes, ask, books, carry_out, take, waiting

State = Withdrawal.State
NUMBERED = ["NAME_NOT_CORRECT", "ACCOUNT_FROZEN", "PARAM_ERROR"]


def refuse(code):
    def act(order):
        raise Refused(code)

    return act


def lose_the_answer(order):
    transfers.transfer(order)
    raise Unknown


def journals(withdrawal):
    keys = Journal.objects.filter(key__startswith=withdrawal.subject).order_by("pk")
    return [key.removeprefix(withdrawal.subject) for key in keys.values_list("key", flat=True)]


def events():
    rows = Event.objects.filter(kind__startswith="withdrawal.").order_by("pk")
    return [kind.removeprefix("withdrawal.") for kind in rows.values_list("kind", flat=True)]


def due():
    Withdrawal.objects.update(next_try_at=db_now() - timedelta(hours=1))


def test_it_waits_for_the_person_who_has_a_day(earned, settings):
    withdrawal = waiting(earned)
    assert (withdrawal.state, withdrawal.ticket) == (State.AWAITING, withdrawal.number)
    assert withdrawal.confirm_until == withdrawal.asked_at + settings.WITHDRAWAL_WINDOW
    assert withdrawal.next_try_at > db_now()
    assert books(earned) == (0, 664)
    assert events() == ["requested", "waiting"]
    assert not broken()


def test_who_takes_it_is_paid_once(earned):
    withdrawal = waiting(earned)
    take(withdrawal)
    for _ in range(2):
        carry_out(withdrawal)
    assert (withdrawal.state, withdrawal.ticket, bool(withdrawal.ended_at)) == (State.PAID, "", True)
    assert (books(earned), journals(withdrawal)) == ((0, 0), ["", ":paid"])
    assert events() == ["requested", "waiting", "paid"]
    assert not broken()


def test_what_nobody_takes_comes_back_once(earned):
    withdrawal = waiting(earned)
    a_day_passes()
    for _ in range(2):
        carry_out(withdrawal)
    assert (withdrawal.state, withdrawal.ticket) == (State.EXPIRED, "")
    assert (books(earned), journals(withdrawal)) == ((664, 0), ["", ":back"])
    assert events() == ["requested", "waiting", "expired"]
    assert not broken()
    ask(earned)


def test_what_fails_before_its_time_is_over_has_failed_and_says_why(earned, bank):
    withdrawal = waiting(earned)
    bank(transfer_query=lambda number: Transfer(TransferState.FAILED, reason="ACCOUNT_FROZEN"))
    carry_out(withdrawal)
    assert (withdrawal.state, withdrawal.reason, books(earned)) == (State.FAILED, "ACCOUNT_FROZEN", (664, 0))
    with override("en"):
        assert "cannot take the money" in str(withdrawal.why)
    assert not broken()


def test_what_lay_there_for_a_day_while_every_answer_was_lost_is_over(earned, bank):
    bank(transfer=lose_the_answer)
    withdrawal = carry_out(ask(earned))
    a_day_passes()
    bank()
    assert (carry_out(withdrawal).state, books(earned)) == (State.EXPIRED, (664, 0))


def test_the_providers_own_word_for_too_late_is_believed(earned, bank):
    withdrawal = waiting(earned)
    bank(transfer_query=lambda number: Transfer(TransferState.FAILED, reason="OVERDUE_CLOSE"))
    assert carry_out(withdrawal).state == State.EXPIRED


@pytest.mark.parametrize("code", NUMBERED)
def test_a_refusal_that_waiting_does_not_cure_gives_the_money_back(earned, bank, code):
    bank(transfer=refuse(code))
    withdrawal = carry_out(ask(earned))
    assert (withdrawal.state, withdrawal.reason, books(earned)) == (State.FAILED, code, (664, 0))
    assert journals(withdrawal) == ["", ":back"]
    assert not broken()


@pytest.mark.parametrize("code", ["NOT_ENOUGH", "NO_AUTH"])
def test_what_the_platform_has_to_put_right_waits_and_is_told_once(earned, bank, code, caplog):
    bank(transfer=refuse(code))
    withdrawal = ask(earned)
    for _ in range(3):
        carry_out(withdrawal)
    assert (withdrawal.state, withdrawal.last_error, withdrawal.asks) == (State.REQUESTED, code, 3)
    assert events() == ["requested", "refused"]
    assert len([line for line in caplog.records if line.levelno == logging.ERROR]) == 1
    bank()
    assert carry_out(withdrawal).state == State.AWAITING
    assert withdrawal.last_error == ""


def test_the_time_to_confirm_begins_when_the_provider_hears_of_it(earned, bank):
    withdrawal = ask(earned)
    bank(transfer=refuse("NOT_ENOUGH"))
    first = carry_out(withdrawal).asked_at
    bank(transfer=lose_the_answer)
    heard = carry_out(withdrawal).asked_at
    bank()
    assert first < heard == carry_out(withdrawal).asked_at


def test_without_a_ticket_it_is_in_the_providers_hands(earned, bank):
    bank(transfer=lambda order: Transfer(TransferState.WAITING))
    withdrawal = ask(earned)
    for _ in range(2):
        assert carry_out(withdrawal).state == State.SENT
    assert events() == ["requested"]
    bank()
    assert carry_out(withdrawal).state == State.AWAITING


def test_a_lost_answer_is_asked_for_again_under_the_same_number(earned, bank):
    bank(transfer=lose_the_answer)
    withdrawal = carry_out(ask(earned))
    assert (withdrawal.state, withdrawal.last_error) == (State.REQUESTED, "UNKNOWN")
    bank()
    take(carry_out(withdrawal))
    assert carry_out(withdrawal).state == State.PAID
    assert SandboxTransfer.objects.count() == 1


@pytest.mark.parametrize("code", NUMBERED)
def test_no_money_comes_back_while_a_lost_answer_may_have_been_yes(earned, bank, code):
    bank(transfer=lose_the_answer)
    withdrawal = carry_out(ask(earned))
    bank(transfer=refuse(code))
    assert carry_out(withdrawal).state == State.AWAITING
    assert books(earned) == (0, 664)


def test_no_money_comes_back_while_nobody_knows_whether_the_number_was_heard(earned, bank):
    def say_nothing(number):
        raise Unknown

    bank(transfer=refuse("PARAM_ERROR"), transfer_query=say_nothing)
    assert carry_out(ask(earned)).state == State.REQUESTED
    assert books(earned) == (0, 664)


def test_a_number_that_the_provider_forgot_is_asked_for_again(earned):
    withdrawal = waiting(earned)
    SandboxTransfer.objects.all().delete()
    assert carry_out(withdrawal).state == State.AWAITING
    assert SandboxTransfer.objects.count() == 1


def test_killed_between_the_call_and_the_record_it_goes_on_after_its_lease(earned, monkeypatch):
    withdrawal = ask(earned)
    due()
    with monkeypatch.context() as killed:
        killed.setattr(executor, "record", None)
        deadlines.run("sharers.withdrawals")
    withdrawal.refresh_from_db()
    assert (withdrawal.state, SandboxTransfer.objects.count()) == (State.REQUESTED, 1)
    due()
    deadlines.run("sharers.withdrawals")
    withdrawal.refresh_from_db()
    assert (withdrawal.state, SandboxTransfer.objects.count()) == (State.AWAITING, 1)


def test_killed_before_the_payment_is_recorded_it_is_recorded_later_and_once(earned, monkeypatch):
    withdrawal = waiting(earned)
    take(withdrawal)
    with monkeypatch.context() as killed:
        killed.setattr(executor, "_book", None)
        due()
        deadlines.run("sharers.withdrawals")
    withdrawal.refresh_from_db()
    assert (withdrawal.state, books(earned)) == (State.AWAITING, (0, 664))
    due()
    deadlines.run("sharers.withdrawals")
    assert (books(earned), journals(withdrawal)) == ((0, 0), ["", ":paid"])


def test_an_old_answer_changes_nothing(earned):
    withdrawal = waiting(earned)
    take(withdrawal)
    carry_out(withdrawal)
    for state in (TransferState.WAITING, TransferState.FAILED):
        executor.record(withdrawal.pk, Transfer(state, ticket="T"))
    withdrawal.refresh_from_db()
    assert (withdrawal.state, withdrawal.ticket) == (State.PAID, "")
    assert not broken()


def test_a_payment_after_the_money_came_back_is_shouted_about(earned, bank, caplog):
    bank(transfer=refuse("PARAM_ERROR"))
    withdrawal = carry_out(ask(earned))
    executor.record(withdrawal.pk, Transfer(TransferState.PAID))
    assert "money was given back here" in caplog.text
    assert not broken()


def test_the_name_is_told_to_the_provider_and_forgotten_with_the_end(rich, bank):
    asked = []
    bank(transfer=lambda order: (asked.append(order), transfers.transfer(order))[1])
    withdrawal = waiting(rich, amount_fen=200_000, name="林一一")
    assert asked[0].name == withdrawal.name == "林一一"
    take(withdrawal)
    assert carry_out(withdrawal).name == ""


def test_the_log_names_nobody(rich, bank, caplog):
    caplog.set_level(logging.DEBUG)
    for code in ("NOT_ENOUGH", "NAME_NOT_CORRECT"):
        bank(transfer=refuse(code))
        withdrawal = Withdrawal.objects.first() or ask(rich, 200_000, name="林一一", openid="oLin555")
        carry_out(withdrawal)
    assert withdrawal.state == State.FAILED
    assert "oLin555" not in caplog.text and "林一一" not in caplog.text
