"""What goes out by e-mail about a gift says no more than its notices do."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts import notices
from accounts.models import Mail
from gifts import giving_back
from gifts.acceptance import accept
from giftshop import deadlines
from orders import fulfilment
from tests.privacy.canaries import Canaries
from tests.threads import until_events_can_be_read


@pytest.fixture
def canaries(committed_world):
    for person in [committed_world.mei, committed_world.bo]:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return Canaries(committed_world)


def sent():
    """Every mail, once all notices are made of the events so far."""
    until_events_can_be_read()
    while notices.deliver():
        pass
    Mail.objects.update(next_try_at="2020-01-01T00:00Z")
    deadlines.run("accounts.mails")
    return mail.outbox


def text_of(message):
    return "\n".join([message.subject, message.body, *[html for html, _kind in message.alternatives]])


def test_no_mail_names_a_price_an_address_a_link_or_a_parcel(canaries):
    world = canaries.world
    world.accepted_gift()
    to_anybody, to_bo, back = canaries.gift(), canaries.gift(contact_id=world.bo.pk), canaries.gift()
    for gift in [to_anybody, to_bo]:
        accept(gift.pk, by=world.bo, address=canaries.address())
        fulfilment.ship(gift.order_id, carrier="SF", tracking_number=canaries.tracking)
        fulfilment.confirm(gift.order_id)
    giving_back.decline(back.pk, by=world.bo, word="谢谢")
    messages = sent()
    assert {message.to[0] for message in messages} == {"mei@example.com", "bo@example.com"}
    told = "\n".join(map(text_of, messages))
    assert world.mei.nickname in told and "¥" not in told
    for gift in [to_anybody, to_bo, back]:
        for field, values in canaries.of(gift).items():
            allowed = {
                world.mei.nickname,
                world.bo.nickname,
            }  # the reader's own, and the giver's to the contact
            assert not any(value in told for value in set(values) - allowed), field
