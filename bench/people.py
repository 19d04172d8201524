"""Givers and their friends, logged in, who have exchanged a gift before."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.models import Address, User
from accounts.models.session import SessionStore
from gifts.acceptance import accept
from gifts.sending import send
from giftshop.clock import db_now
from giftshop.paging import PER_PAGE
from payments import attempts
from shops import stock
from shops.models import Variant


@dataclass(frozen=True, kw_only=True)
class Pair:
    giver_session: str
    friend_session: str
    friend: int
    variant: int
    price_fen: int


def pairs(count, address):
    """`count` pairs out of the seeded people, each with a variant of its own."""
    people = list(User.objects.order_by("pk")[: 2 * count])
    variants = Variant.objects.order_by("pk")[:count]
    return [
        _pair(giver, friend, variant, address)
        for giver, friend, variant in zip(people[::2], people[1::2], variants, strict=True)
    ]


def fill_first_page(giver, variant):
    """A full page is compared with a full page, with the same rows on it."""
    stock.count(variant.pk, 10 * PER_PAGE)
    for _ in range(PER_PAGE):
        _sent(giver, variant)


def _sent(giver, variant):
    gift = send(giver=giver, variant_id=variant.pk, price_fen=variant.price_fen)
    attempt = gift.order.payment.new_attempt(method="sandbox")
    attempts.settle(
        attempt.number, transaction_id=f"T{attempt.pk}", amount_fen=attempt.amount_fen, paid_at=db_now()
    )
    return gift


def _pair(giver, friend, variant, address):
    gift = _sent(giver, variant)
    accept(gift.pk, by=friend, address=Address(**address))
    return Pair(
        giver_session=logged_in(giver),
        friend_session=logged_in(friend),
        friend=friend.pk,
        variant=variant.pk,
        price_fen=variant.price_fen,
    )


def logged_in(user):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key
