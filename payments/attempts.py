"""The one way that money comes in, whoever brought the word: a notice, a query, a closing that came too late."""

from datetime import datetime

from payments.models import Attempt, Payment


def settle(number: str, *, transaction_id: str, amount_fen: int, paid_at: datetime):
    """The provider says that attempt `number` was paid at `paid_at` (UTC), `amount_fen` fen. Idempotent.

    Pays the payment if it is pending and the amount is right; any other money goes back by itself.
    Raises Attempt.DoesNotExist.
    """
    attempt = Attempt.objects.get(number=number)  # read again under the locks, as is its payment
    return Payment(pk=attempt.payment_id).settle(
        attempt, transaction_id=transaction_id, amount_fen=amount_fen, paid_at=paid_at
    )
