"""What a visit by a share link leaves behind: who sent the visitor, and a number in the link's figures."""

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django_ratelimit.core import is_ratelimited

from accounts.limits import client_network
from giftshop.clock import db_now
from orders import referrals
from sharers.bots import is_bot
from sharers.models import Attribution, LinkDay, Visitor


def remember(request, link, shop_id):
    """An order placed in the shop within SHARE_REMEMBERED counts for `link`, whatever the visitor does meanwhile."""
    if link.counts:
        referrals.remember(request, shop_id, link.code)
        if request.user.is_authenticated:
            Attribution.objects.remember(request.user, link, shop_id)


def count(request, link):
    """One visit by `link`, unless nobody made it: a bot, whoever shares it, or the same person a moment ago.

    Beyond what one network or one link is believed, it is counted apart.
    """
    if not link.counts or is_bot(request) or (link.payee and request.user == link.payee):
        return
    today = localdate(db_now())
    if _is_flood(request, link):
        LinkDay.objects.add(link, today, capped=1)
    elif seen := Visitor.objects.seen(link, _key(request)):
        LinkDay.objects.add(link, today, visits=1, newcomers=int(seen == "new"))


def _is_flood(request, link):
    """Without Redis nothing is counted as one."""
    limits = [(client_network(request), settings.NETWORK_VISITS_RATE), ("all", settings.LINK_VISITS_RATE)]
    return any(
        is_ratelimited(request, f"visit:{link.pk}", key=lambda *_, who=who: who, rate=rate, increment=True)
        for who, rate in limits
    )


def _key(request):
    """The account, else the session: a keyed hash, which leads back to neither."""
    if request.user.is_authenticated:
        who = f"user:{request.user.pk}"
    else:
        if not request.session.session_key:
            request.session.create()
        who = f"session:{request.session.session_key}"
    return salted_hmac("sharers.visitor", who, algorithm="sha256").hexdigest()[:32]
