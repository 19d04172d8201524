"""Money has come in: for the payment, or too late and back again."""

import logging

from django.db import transaction

from giftshop.clock import ClockTimestamp
from payments import ledger, refunds
from payments.ledger import Posting, credit, debit
from payments.models.attempt import Attempt
from payments.ports import subject
from payments.refunds import RefundRequest

log = logging.getLogger(__name__)


class Settling:
    def settle(self, attempt, *, transaction_id, amount_fen, paid_at):
        """The provider says that `attempt` was paid: `amount_fen` at `paid_at`, under its own `transaction_id`.

        Idempotent. The first money of the right amount for a pending payment pays it. All other money (a second
        attempt's, for a closed payment, of a wrong amount) goes to suspense and back by itself, whole. Returns the
        attempt as it is now.
        """
        with transaction.atomic():
            orders = subject().lock(self.pk)
            payment = self.relock()
            attempt = Attempt.objects.locked().get(pk=attempt.pk)
            if attempt.state == Attempt.State.SUCCEEDED:
                _same_money(attempt, transaction_id, amount_fen)
                return attempt
            attempt.state = Attempt.State.SUCCEEDED
            attempt.transaction_id = transaction_id
            attempt.received_fen = amount_fen
            attempt.provider_paid_at = paid_at
            attempt.save(update_fields=["state", "transaction_id", "received_fen", "provider_paid_at"])
            if payment.is_pending and amount_fen == payment.amount_fen:
                payment._paid_by(attempt, orders)
            else:
                payment._too_late(attempt)
            return attempt

    def _paid_by(self, attempt, orders):
        self.become(
            self.State.PAID,
            paid_at=ClockTimestamp(),
            provider_paid_at=attempt.provider_paid_at,
            paid_attempt=attempt,
        )
        self.record("paid", amount_fen=self.amount_fen)
        subject().paid(self, orders)

    def _too_late(self, attempt):
        amount = attempt.received_fen
        if amount != attempt.amount_fen:
            log.error(
                "payment %s: attempt %s brought %d fen instead of %d",
                self,
                attempt,
                amount,
                attempt.amount_fen,
            )
            self.record(
                "amount_wrong", attempt=attempt.number, asked_fen=attempt.amount_fen, amount_fen=amount
            )
        self.record("late", attempt=attempt.number, amount_fen=amount)
        entries = [debit("provider_clearing", "", amount), credit("suspense", attempt.subject, amount)]
        ledger.post([Posting(f"{attempt.subject}:late", "late", entries)])
        refunds.request(
            [
                RefundRequest(
                    payment_id=self.pk,
                    attempt_id=attempt.pk,
                    subject=attempt.subject,
                    cause="late-payment",
                    sources=(("suspense", attempt.subject, amount),),
                )
            ]
        )


def _same_money(attempt, transaction_id, amount_fen):
    """One number was paid twice, says the provider, which it promises not to let happen: shout, and touch nothing."""
    if (attempt.transaction_id, attempt.received_fen) != (transaction_id, amount_fen):
        log.error("attempt %s: paid a second time, as %s with %d fen", attempt, transaction_id, amount_fen)
