"""What the operator sees of the money, and the one thing they may do."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from giftshop import deadlines
from payments import executor, ledger
from payments.models import Journal, Refund, SandboxTrade
from payments.payout import pay_out
from payments.providers.base import RefundState
from payments.refusals import EvidenceMissing, NotAbnormal

LISTS = ["payment", "attempt", "refund", "notice", "journal", "account"]


@pytest.fixture
def operator(db):
    return User.objects.create_superuser("wen@example.com", "correct-horse-battery", nickname="Wen")


@pytest.fixture
def admin(client, operator):
    client.force_login(operator)
    return client


@pytest.fixture
def abnormal(cast):
    refund = cast.refund(cast.paid(refunds_go=SandboxTrade.Refunds.ABNORMAL))
    deadlines.run("payments.refunds")
    refund.refresh_from_db()
    assert refund.state == Refund.State.ABNORMAL
    return refund


def pay_out_page(refund):
    return reverse("admin:payments_refund_pay_out", args=[refund.pk])


@pytest.mark.parametrize("model", LISTS)
def test_the_operator_may_look_and_nothing_else(admin, abnormal, model):
    listing = reverse(f"admin:payments_{model}_changelist")
    assert admin.get(listing).status_code == 200
    assert admin.get(reverse(f"admin:payments_{model}_add")).status_code == 403
    row = {"journal": Journal, "refund": Refund}.get(model)
    if row:
        pk = row.objects.first().pk
        assert admin.get(reverse(f"admin:payments_{model}_change", args=[pk])).status_code == 200
        assert admin.post(reverse(f"admin:payments_{model}_change", args=[pk]), {}).status_code == 403
        assert admin.get(reverse(f"admin:payments_{model}_delete", args=[pk])).status_code == 403


@pytest.mark.parametrize("model", LISTS)
def test_staff_of_a_shop_see_none_of_it(client, abnormal, model):
    clerk = User.objects.create_user("chen@example.com", "x-correct-horse", nickname="Chen", is_staff=True)
    client.force_login(clerk)
    assert client.get(reverse(f"admin:payments_{model}_changelist")).status_code == 403
    assert client.get(pay_out_page(abnormal)).status_code == 403
    assert client.post(pay_out_page(abnormal), {"evidence": "x"}).status_code == 403


def test_an_abnormal_refund_is_paid_out_by_hand_with_evidence(admin, abnormal, operator, till):
    page = admin.get(reverse("admin:payments_refund_change", args=[abnormal.pk]))
    assert pay_out_page(abnormal) in page.text
    assert "¥88" in admin.get(pay_out_page(abnormal)).text
    admin.post(pay_out_page(abnormal), {"evidence": "Bank transfer 20260102-7"})
    abnormal.refresh_from_db()
    assert abnormal.state == Refund.State.PAID_OUT
    assert (abnormal.paid_out_by, abnormal.evidence) == (operator, "Bank transfer 20260102-7")
    assert ledger.balance("refund_payable") == 0
    assert till.refunds == [abnormal]
    call_command("check_ledger")


def test_without_evidence_nothing_is_paid_out(abnormal, operator):
    with pytest.raises(EvidenceMissing):
        pay_out(abnormal.pk, operator=operator, evidence=" \n ")


def test_a_refund_is_paid_out_once(abnormal, operator):
    pay_out(abnormal.pk, operator=operator, evidence="by transfer")
    with pytest.raises(NotAbnormal):
        pay_out(abnormal.pk, operator=operator, evidence="by transfer")
    assert ledger.balance("refund_payable") == 0


def test_a_refund_the_provider_still_works_on_is_not_paid_out(cast, operator):
    refund = cast.refund(cast.paid())
    with pytest.raises(NotAbnormal):
        pay_out(refund.pk, operator=operator, evidence="by transfer")


def test_a_refusal_is_told_on_the_page(admin, cast):
    refund = cast.refund(cast.paid())
    answer = admin.post(
        pay_out_page(refund), {"evidence": "x"}, follow=True, headers={"Accept-Language": "en"}
    )
    assert "needs no hand" in answer.text


def test_the_bank_delivering_after_the_hand_is_shouted_about(abnormal, operator, caplog):
    pay_out(abnormal.pk, operator=operator, evidence="by transfer")
    executor.record(abnormal.pk, abnormal.number, RefundState.SUCCESS)
    abnormal.refresh_from_db()
    assert abnormal.state == Refund.State.PAID_OUT
    assert "paid twice" in caplog.text
