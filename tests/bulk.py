"""Hundreds of sent gifts in a few statements: the rows that sending and paying one by one leave behind."""

import secrets

from django.conf import settings
from django.db import transaction

from gifts.models import Gift
from giftshop.clock import db_now
from orders import escrow
from orders.models import Line, Order
from payments.models import Attempt, Payment, SandboxTrade
from shops.models import Variant


def sent_gifts(world, size, *, variant=None):
    """`size` pending gifts by Mei to whoever holds the link, paid at the sandbox bank; their stock is taken."""
    variant, now = variant or world.variant(), db_now()
    with transaction.atomic():
        payments = _payments(world, size, variant.price_fen, now)
        orders = Order.objects.bulk_create(
            Order(
                shop=world.shop,
                buyer=world.mei,
                kind="gift",
                state="awaiting_acceptance",
                payment=payment,
                goods_fen=variant.price_fen,
                freight_fen=0,
                fee_bps=settings.PLATFORM_FEE_BPS,
                paid_at=now,
                backstop_at=now + settings.BACKSTOP_AFTER,
            )
            for payment in payments
        )
        Line.objects.bulk_create(Line.freeze(order, variant, 1) for order in orders)
        escrow.hold(orders)
        deadline = now + settings.GIFT_ACCEPT_WINDOW
        gifts = Gift.objects.bulk_create(
            Gift(
                order=order,
                giver=world.mei,
                greeting="送你一份礼物",
                state="pending",
                deadline_at=deadline,
                expire_after=deadline,
            )
            for order in orders
        )
        Variant.objects.filter(pk=variant.pk).update(stock=variant.stock - size)
    return gifts


def _payments(world, size, fen, now):
    """Paid, each by one attempt that the bank knows."""
    payments = Payment.objects.bulk_create(
        Payment(payer=world.mei, shop=world.shop, amount_fen=fen, expires_at=now, lapse_at=now)
        for _ in range(size)
    )
    attempts = Attempt.objects.bulk_create(
        Attempt(
            payment=payment,
            number=f"{payment.number}-1",
            provider="sandbox",
            method="sandbox",
            state="succeeded",
            amount_fen=fen,
            received_fen=fen,
            transaction_id=f"S{payment.number}",
            provider_paid_at=now,
            poll_after=now,
        )
        for payment in payments
    )
    SandboxTrade.objects.bulk_create(
        SandboxTrade(
            number=attempt.number,
            token=secrets.token_urlsafe(24),
            state="paid",
            amount_fen=fen,
            transaction_id=attempt.transaction_id,
            notify_url="http://127.0.0.1:9/",
            expires_at=now,
            paid_at=now,
            told_at=now,
        )
        for attempt in attempts
    )
    for payment, attempt in zip(payments, attempts, strict=True):
        payment.state, payment.paid_at, payment.provider_paid_at = "paid", now, now
        payment.paid_attempt = attempt
    Payment.objects.bulk_update(payments, ["state", "paid_at", "provider_paid_at", "paid_attempt"])
    return payments
