"""Inviting sharers by a link or its code: made behind the counter, accepted in the shop."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from giftshop.clock import db_now
from sharers.models import Invitation, Promoter, Sharer
from sharers.refusals import AlreadyBound, InvitationFull
from shops.models import Shop
from shops.refusals import InvitationExpired, InvitationUnknown, InvitationWithdrawn

PAGE = reverse("sharers:invitation")
ADD = reverse("admin:sharers_invitation_add")


@pytest.fixture
def invitation(world):
    return Invitation.objects.invite(shop=world.shop, by=world.wen, seats=2, rate_bps=800)


def path(invitation):
    return reverse("sharers:invitation_link", args=[invitation.pk, invitation.token])


def test_whoever_opens_the_link_and_agrees_shares_at_the_rate_it_names(world, invitation):
    client = Client()
    assert client.get(path(invitation)).headers["Location"] == PAGE
    page = client.get(PAGE).content.decode()
    assert "8 %" in page and "茶语小铺" in page
    client.force_login(world.lin)
    assert client.post(PAGE).headers["Location"] == reverse("sharers:share")
    sharer = Sharer.objects.get()
    assert (sharer.user, sharer.shop, sharer.rate_bps, sharer.bps()) == (world.lin, world.shop, 800, 800)
    assert client.get(PAGE).status_code == 302


def test_without_a_login_nothing_is_accepted(client, invitation):
    client.get(path(invitation))
    assert "/account/login/" in client.post(PAGE).headers["Location"]
    assert not Sharer.objects.exists()


def test_as_many_accept_as_were_invited(world, invitation):
    invitation.accept(world.lin)
    with pytest.raises(AlreadyBound):
        invitation.accept(world.lin)
    invitation.accept(world.chen)
    with pytest.raises(InvitationFull):
        invitation.accept(world.bo)
    assert Invitation.objects.get().taken == 2


def test_it_ends_after_fifteen_days_and_when_it_is_withdrawn(world, invitation):
    left = invitation.expires_at - db_now()
    assert timedelta(days=14, hours=23) < left <= timedelta(days=15)
    invitation.withdraw()
    with pytest.raises(InvitationWithdrawn):
        invitation.accept(world.lin)
    with pytest.raises(InvitationWithdrawn):
        invitation.withdraw()
    Invitation.objects.update(withdrawn_at=None, expires_at=db_now())
    with pytest.raises(InvitationExpired):
        invitation.accept(world.lin)


def test_a_number_alone_opens_nothing(client, world, invitation):
    other = Invitation.objects.invite(shop=world.shop, by=world.wen)
    with pytest.raises(InvitationUnknown):
        Invitation.objects.by_token(invitation.pk, other.token)
    wrong = reverse("sharers:invitation_link", args=[invitation.pk, other.token])
    assert client.get(wrong).status_code == 404
    assert client.get(PAGE).status_code == 404


def test_an_owner_makes_one_and_is_shown_its_link_and_code(counter, world):
    asked = {"shop": world.shop.pk, "seats": 30, "rate_bps": "7.55", "note": "店庆"}
    answer = counter.post(ADD, asked)
    made = Invitation.objects.get()
    assert answer.headers["Location"] == reverse("admin:sharers_invitation_change", args=[made.pk])
    assert (made.seats, made.rate_bps, made.invited_by) == (30, 755, world.wen)
    page = counter.get(answer.headers["Location"]).content.decode()
    assert made.public_url in page and "data:image/png" in page and "7.55 %" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": 0},
        {"seats": 1001},
        {"rate_bps": "29.01"},
        {"rate_bps": "8.123"},
        {"rate_bps": "八"},
        {"rate_bps": "NaN"},
        {"note": "a\u202eb"},
    ],
)
def test_what_cannot_be_is_said_in_the_form(counter, world, wrong):
    asked = {"shop": world.shop.pk, "seats": 1, "rate_bps": "", "note": ""} | wrong
    assert counter.post(ADD, asked).status_code == 200
    assert not Invitation.objects.exists()


def test_nobody_invites_for_another_shop(counter):
    other = Shop.objects.create(code="other", name="别家")
    asked = {"shop": other.pk, "seats": 1, "rate_bps": "", "note": ""}
    assert counter.post(ADD, asked).status_code == 200
    assert not Invitation.objects.exists()


def test_an_owner_withdraws_it(counter, invitation):
    listed = reverse("admin:sharers_invitation_changelist")
    counter.post(listed, {"action": "withdraw", "_selected_action": [invitation.pk]})
    assert Invitation.objects.get().withdrawn_at


def test_one_becomes_a_promoter_by_agreeing_to_the_terms(client, world):
    page = reverse("sharers:promoter")
    assert client.get(page).status_code == 302
    Shop.objects.filter(pk=world.shop.pk).update(promoter_bps=1234)
    client.force_login(world.lin)
    assert "12.34 %" in client.get(page).content.decode()
    assert not Promoter.objects.exists()
    client.post(page)
    client.post(page)
    assert Promoter.objects.get().user == world.lin
