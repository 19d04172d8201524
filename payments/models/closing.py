"""Giving up waiting for money."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Least

from giftshop.clock import ClockTimestamp
from payments import providers
from payments.ports import subject
from payments.providers.base import Refused, Trade, TradeState, Unknown

log = logging.getLogger(__name__)

# How long a closing has to itself before the sweep takes over.
GRACE = timedelta(seconds=30)


class Closing:
    def close(self, *, reason):
        """Close the payment at the provider, then here; not inside a transaction. Returns the state afterwards.

        `reason` is `lapsed` or `cancelled`. If it was paid after all, it is paid. If the provider gives no answer, it
        stays `pending`, takes no further attempt, and the sweep goes on closing it.
        """
        if not self._no_more_attempts():
            return self._state_now()
        for attempt in self.attempts.live():
            if not self.close_attempt(attempt):
                return self._state_now()
        with transaction.atomic():
            orders = subject().lock(self.pk)
            payment = self.relock()
            if payment.is_pending and not payment.attempts.live().exists():
                payment._close(orders, reason)
        return self._state_now()

    def _no_more_attempts(self):
        """Committed first, so that no attempt starts while those that exist are closed one by one."""
        with transaction.atomic(durable=True):
            payment = self.relock()
            if not payment.is_pending:
                return False
            type(self).objects.filter(pk=self.pk).update(
                expires_at=Least("expires_at", ClockTimestamp()), lapse_at=ClockTimestamp() + GRACE
            )
            return True

    def close_attempt(self, attempt):
        """Close one attempt at its provider, not inside a transaction; whether the provider has answered.

        Of a number that it never heard, the provider cannot take money; should it hear of it later, that is late money.
        """
        try:
            trade = providers.get(attempt.provider).close(attempt.number, attempt.merchant)
        except (Unknown, Refused) as reason:
            log.warning("attempt %s cannot be closed yet: %s", attempt, reason)
            return False
        if trade.state == TradeState.MISSING:
            trade = Trade(state=TradeState.CLOSED)
        self.hear(attempt, trade)
        return True

    def _close(self, orders, reason):
        self.become(self.State.CLOSED, close_reason=reason, closed_at=ClockTimestamp())
        self.record("closed", reason=reason)
        subject().closed(self, orders, reason)

    def _state_now(self):
        self.refresh_from_db()
        return self.state
