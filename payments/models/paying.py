"""Starting to pay, and asking the provider how it went."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from giftshop.clock import db_now
from payments import ladders, providers
from payments.models.attempt import Attempt
from payments.ports import subject
from payments.providers.base import Door, Order, Payer, Refused, TradeState, Unknown
from payments.refusals import PaymentOver, ProviderDeclined, ProviderSilent

# What the provider says of a trade that brought no money → what becomes of the attempt.
NOBODY = Payer()
ENDED = {TradeState.CLOSED: Attempt.State.CLOSED, TradeState.FAILED: Attempt.State.FAILED}


class Paying:
    def new_attempt(self, *, method):
        """The live attempt by `method` at the present provider, committed, made if there is none; not inside a
        transaction. Does not call the provider.

        Raises PaymentOver when the payment is no longer pending or its time is over, WayNotOffered.
        """
        provider = providers.offering(method)
        with transaction.atomic(durable=True):
            payment = self.relock()
            now = db_now()  # this instant: the transaction may have waited for the lock
            if not payment.is_pending or payment.expires_at <= now:
                raise PaymentOver
            known = list(payment.attempts.all())
            for attempt in known:
                if attempt.is_live and (attempt.provider, attempt.method) == (provider.name, method):
                    return attempt
            return Attempt.objects.create(
                payment=payment,
                number=f"{payment.number}-{len(known) + 1}",
                provider=provider.name,
                method=method,
                merchant=self.shop.merchant_number,
                amount_fen=payment.amount_fen,
                poll_after=now + ladders.POLL[0],
            )

    def start_attempt(self, *, method, payer=NOBODY):
        """Where the payer pays by `method`, asked of the provider; not inside a transaction. Its page, or ours.

        The attempt is committed before the provider hears its number. Starting the same way again asks again under the
        same number. Raises what `new_attempt` raises, ProviderSilent, ProviderDeclined.
        """
        attempt = self.new_attempt(method=method)
        try:
            opened = providers.get(attempt.provider).open(self._order(attempt, payer))
        except Unknown as silence:
            raise ProviderSilent from silence
        except Refused as refusal:
            Attempt.objects.live().filter(pk=attempt.pk).update(state=Attempt.State.FAILED)
            raise ProviderDeclined(reason=refusal.code) from refusal
        Attempt.objects.live().filter(pk=attempt.pk).update(
            state=Attempt.State.OPEN, door=opened.door, ticket=opened.ticket
        )
        if opened.door == Door.URL:
            return opened.ticket
        return reverse("payments:way", args=[self.number, method])

    def refresh(self):
        """Ask the provider about every live attempt, not inside a transaction; the payment's state afterwards.

        A provider that does not answer leaves things as they are: its notice or the next look brings the answer.
        """
        for attempt in self.attempts.live():
            try:
                self.hear(attempt, attempt.ask())
            except Unknown:
                continue
        self.refresh_from_db()
        return self.state

    def hear(self, attempt, trade):
        """Act on what the provider said about `attempt`."""
        if trade.state == TradeState.PAID:
            self.settle(
                attempt,
                transaction_id=trade.transaction_id,
                amount_fen=trade.amount_fen,
                paid_at=trade.paid_at,
            )
        elif state := ENDED.get(trade.state):
            Attempt.objects.live().filter(pk=attempt.pk).update(state=state)

    def _order(self, attempt, payer):
        return Order(
            number=attempt.number,
            method=attempt.method,
            merchant=attempt.merchant,
            amount_fen=attempt.amount_fen,
            title=subject().describe(self),
            shop_name=self.shop.name,
            return_url=settings.PUBLIC_URL + reverse("payments:done", args=[self.number]),
            notify_url=providers.notify_url(attempt.provider),
            expires_at=self.expires_at,
            payer=payer,
        )
