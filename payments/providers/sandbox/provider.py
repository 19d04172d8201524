"""The pretend bank, as the shop's `Provider`."""

import json
import re
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payments.providers.base import (
    REFUND_CHANGED,
    TRADE_PAID,
    Door,
    Forged,
    Malformed,
    Opened,
    RefundState,
    SplitState,
    Trade,
    TradeState,
    Verified,
)
from payments.providers.sandbox import bank, bill, signing, splits, transfers


class Sandbox:
    name = "sandbox"
    methods = {"sandbox": _("Pretend bank (no money moves)")}
    acknowledgement = {"code": "SUCCESS"}
    splits_trades = True
    pays_in_its_app = False

    @property
    def is_set_up(self):
        return bool(settings.SANDBOX_KEY)

    def probe(self):
        return ""

    def ways(self, browser):
        return list(self.methods)

    def open(self, order):
        trade = bank.open_trade(
            number=order.number,
            amount_fen=order.amount_fen,
            title=order.title,
            payee=order.shop_name,
            return_url=order.return_url,
            notify_url=order.notify_url,
            expires_at=order.expires_at,
        )
        return Opened(Door.URL, reverse("payments:cashier", args=[trade.token]))

    def rehearsal(self, ticket):
        return ""

    def call(self, ticket):
        return {}

    def query(self, number, merchant):
        return _trade(bank.look(number))

    def close(self, number, merchant):
        return _trade(bank.close(number))

    def refund(self, order):
        state = bank.refund(number=order.number, trade_number=order.trade_number, amount_fen=order.amount_fen)
        return RefundState(state)

    def refund_query(self, number, merchant):
        state = bank.look_at_refund(number)
        return RefundState(state) if state else RefundState.MISSING

    def split(self, split):
        splits.split(number=split.number, trade_number=split.trade_number, amount_fen=split.amount_fen)
        return SplitState.DONE

    def split_query(self, split):
        return SplitState.DONE if splits.is_known(split.number) else SplitState.MISSING

    def give_back(self, order):
        splits.give_back(number=order.number, of=order.split.number, amount_fen=order.amount_fen)
        return SplitState.DONE

    def transfer(self, order):
        return transfers.transfer(order)

    def transfer_query(self, number):
        return transfers.look(number)

    def confirmation(self, ticket, return_url):
        return Opened(Door.URL, reverse("payments:transfer", args=[transfers.token(ticket, return_url)]))

    def bill(self, day):
        return bill.of(day)

    def verify(self, headers, body):
        signed_at = signing.signed_at(headers, body)
        if signed_at is None:
            raise Forged
        try:
            told = json.loads(body)
            read = READERS.get(told["kind"], lambda resource: {})
            return Verified(
                id=_text(told["id"]),
                kind=_text(told["kind"]),
                signed_at=signed_at,
                body=read(told["resource"]),
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Malformed(type(error).__name__) from error


def _trade(trade):
    if trade is None:
        return Trade(state=TradeState.MISSING)
    if trade.state != TradeState.PAID:
        return Trade(state=TradeState(trade.state))
    return Trade(
        state=TradeState.PAID,
        transaction_id=trade.transaction_id,
        amount_fen=trade.amount_fen,
        paid_at=trade.paid_at,
    )


def _text(value):
    """Only what the columns can hold and a log may show."""
    if not re.fullmatch(r"[0-9A-Za-z._-]{1,32}", value, re.ASCII):
        raise ValueError("text")
    return value


def _read_trade(resource):
    amount = resource["amount_fen"]
    if type(amount) is not int or not 0 < amount < 10**12:
        raise ValueError("amount")
    if datetime.fromisoformat(resource["paid_at"]).tzinfo is None:
        raise ValueError("time without a zone")
    return {
        "number": _text(resource["number"]),
        "transaction_id": _text(resource["transaction_id"]),
        "amount_fen": amount,
        "paid_at": resource["paid_at"],
    }


def _read_refund(resource):
    return {"number": _text(resource["number"]), "state": RefundState(resource["state"]).value}


READERS = {TRADE_PAID: _read_trade, REFUND_CHANGED: _read_refund}
