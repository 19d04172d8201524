"""Who a visitor is to a gift. A code names a gift and grants nothing.

Holding the link, or a guest's receipt, is remembered in the visitor's session, so that the secret leaves the
address bar.
"""

from enum import Enum

from gifts import links
from gifts.models import Gift
from gifts.refusals import AlreadyAccepted, LinkReplaced, LoginNeeded, NotForYou

KEPT = 50  # gifts and receipts that one session remembers


class Role(Enum):
    GIVER = "giver"
    RECIPIENT = "recipient"
    CONTACT = "contact"
    HOLDER = "holder"
    GUEST = "guest"  # accepted without an account and holds the receipt
    STRANGER = "stranger"


def role_of(request, gift, *, token=None, receipt=None):
    """A secret shown with this very request (the API's way) counts instead of what the session remembers."""
    user = request.user
    if user.is_authenticated:
        # A named contact who has accepted is the recipient.
        roles = {gift.contact_id: Role.CONTACT, gift.recipient_id: Role.RECIPIENT, gift.giver_id: Role.GIVER}
        if role := roles.get(user.pk):
            return role
    if gift.recipient_id is None and _shows_receipt(request, gift, receipt):
        return Role.GUEST
    if gift.contact_id is None and _shows_link(request, gift, token):
        return Role.HOLDER
    return Role.STRANGER


def user_of(request):
    """The logged-in person, or None."""
    return request.user if request.user.is_authenticated else None


def find(code, *, to_show=True):
    """The gift, with all that a page shows of it unless the caller shows nothing.

    Raises LinkReplaced, the same words for a code that never was.
    """
    gifts = Gift.objects.for_display() if to_show else Gift.objects
    gift = gifts.filter(code=code).first()
    if gift is None:
        raise LinkReplaced
    return gift


def to_open(request, code, *, to_show=True, **shown):
    """(gift, role) for somebody who may see the closed box; `to_show` as in `find`, `shown` as in `role_of`.

    Raises LinkReplaced for a stranger; for a gift to a named contact LoginNeeded or NotForYou, which say
    nothing of the gift.
    """
    gift = find(code, to_show=to_show)
    role = role_of(request, gift, **shown)
    if role is Role.STRANGER:
        if not gift.contact_id or not _shows_link(request, gift, shown.get("token")):
            raise LinkReplaced
        raise NotForYou if request.user.is_authenticated else LoginNeeded
    return gift, role


def to_follow(request, code, **shown):
    """(gift, role) for the recipient, or for the guest who accepted and shows the receipt; also for the giver,
    who follows elsewhere.

    Raises AlreadyAccepted for somebody who merely holds the link, else LinkReplaced.
    """
    gift = find(code)
    role = role_of(request, gift, **shown)
    if role in {Role.GIVER, Role.RECIPIENT, Role.GUEST}:
        return gift, role
    raise AlreadyAccepted if role is Role.HOLDER and not gift.is_pending else LinkReplaced


def enter(request, code, token):
    """The link was opened: remember it. Raises LinkReplaced."""
    gift = find(code)
    if not links.matches(gift, token):
        raise LinkReplaced
    _remember(request, "gifts", gift, gift.link_version)
    return gift


def enter_receipt(request, code, secret):
    gift = find(code)
    if not links.receipt_matches(gift, secret):
        raise LinkReplaced
    _remember(request, "receipts", gift, gift.receipt_digest)
    return gift


def remember_receipt(request, gift):
    _remember(request, "receipts", gift, gift.receipt_digest)


def _shows_link(request, gift, token):
    if token is not None:
        return links.matches(gift, token)
    return _remembered(request, "gifts", gift) == gift.link_version


def _shows_receipt(request, gift, receipt):
    if receipt is not None:
        return links.receipt_matches(gift, receipt)
    return _remembered(request, "receipts", gift) == gift.receipt_digest != ""


def _remember(request, kind, gift, value):
    known = request.session.get(kind, {})
    known.pop(gift.code, None)
    request.session[kind] = dict([*known.items(), (gift.code, value)][-KEPT:])


def _remembered(request, kind, gift):
    return request.session.get(kind, {}).get(gift.code)
