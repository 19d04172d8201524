"""A refund that the provider could not deliver is paid out by the operator's hand, with evidence and a journal."""

from django.db import transaction

from giftshop.clock import db_now
from payments import executor
from payments.models import Refund
from payments.ports import subject
from payments.refusals import EvidenceMissing, NotAbnormal


def pay_out(refund_id: int, *, operator, evidence: str) -> Refund:
    """The operator has paid an abnormal refund by hand; `evidence` says how. It counts as paid back from then on.

    Raises EvidenceMissing, and NotAbnormal for a refund in any other state.
    """
    evidence = " ".join(evidence.split())[:500]
    if not evidence:
        raise EvidenceMissing
    known = Refund.objects.select_related("payment").get(pk=refund_id)
    with transaction.atomic():
        subject().lock(known.payment_id)
        payment = known.payment.relock()
        refund = Refund.objects.locked().get(pk=refund_id)
        if refund.state != Refund.State.ABNORMAL:
            raise NotAbnormal
        refund.state, refund.succeeded_at = Refund.State.PAID_OUT, db_now()
        refund.paid_out_by, refund.evidence = operator, evidence
        refund.save(update_fields=["state", "succeeded_at", "paid_out_by", "evidence"])
        executor.arrived(refund, payment)
        return refund
