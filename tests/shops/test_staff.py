"""Posts in a shop: by invitation, for as long as the owners want, and never without an owner."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.erasure import erase
from accounts.models import Topic
from accounts.notices import words
from accounts.ports import NOTICE_TOPICS, NOTICES
from giftshop.clock import db_now
from giftshop.models import Event
from giftshop.refusals import IllegalTransition
from shops.models import Shop, Staff, StaffInvitation
from shops.models.staff import MAX_OPEN, link
from shops.refusals import (
    AlreadyStaff,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    InvitationWithdrawn,
    LastOwner,
    OwnRole,
    TooManyInvitations,
)


@pytest.fixture
def invite(world):
    def invite(role="clerk", by=None):
        return StaffInvitation.objects.invite(world.shop, role, by=by or world.wen)[0]

    world.shop  # noqa: B018
    return invite


@pytest.fixture
def operator(world):
    return world.person("operator", is_staff=True, is_superuser=True)


def post_of(person):
    return Staff.objects.get(user=person)


@pytest.mark.parametrize("role", ["owner", "clerk"])
def test_who_accepts_gets_the_post_and_comes_behind_the_counter(world, invite, role):
    post = Staff.objects.hire(invite(role), by=world.lin)
    world.lin.refresh_from_db()
    assert (post.shop, post.user, post.role, world.lin.is_staff) == (world.shop, world.lin, role, True)
    assert Event.objects.get(kind="staff.hired").data == {"role": role, "person": world.lin.pk}


@pytest.mark.parametrize("role", ["owner", "clerk"])
def test_the_other_owners_are_told_that_somebody_has_accepted(world, invite, role):
    Staff.objects.create(shop=world.shop, user=world.chen, role="clerk")
    Staff.objects.hire(invite(role), by=world.lin)
    (notice,) = NOTICES["staff.hired"](Event.objects.get(kind="staff.hired"))
    assert (notice.user_id, notice.url) == (world.wen.pk, f"/admin/shops/shop/{world.shop.pk}/staff/")
    assert world.shop.name in words("staff.hired", notice.data) and "Lin" not in str(notice.data)
    assert NOTICE_TOPICS["staff.hired"] == Topic.SHOP


def test_a_shop_has_only_so_many_invitations_open(world, invite, operator):
    first, *others = [invite() for _number in range(MAX_OPEN)]
    for by in [world.wen, operator]:
        with pytest.raises(TooManyInvitations) as refusal:
            invite(by=by)
        assert str(MAX_OPEN) in str(refusal.value.detail)
    first.withdraw()
    assert invite()
    Staff.objects.hire(others[0], by=world.lin)
    assert invite()
    StaffInvitation.objects.filter(pk=others[1].pk).update(expires_at=db_now())
    assert invite()
    other = Shop.objects.create(code="other", name="别家")
    assert StaffInvitation.objects.invite(other, "clerk", by=operator)


def test_an_invitation_is_used_once(world, invite):
    invitation = invite()
    Staff.objects.hire(invitation, by=world.lin)
    with pytest.raises(InvitationUsed):
        Staff.objects.hire(invitation, by=world.bo)
    assert not Staff.objects.filter(user=world.bo).exists()


def test_a_withdrawn_one_hires_nobody(world, invite):
    invitation = invite()
    invitation.withdraw()
    with pytest.raises(InvitationWithdrawn):
        Staff.objects.hire(invitation, by=world.lin)
    with pytest.raises(InvitationWithdrawn):
        invitation.withdraw()


def test_a_used_one_cannot_be_withdrawn(world, invite):
    invitation = invite()
    Staff.objects.hire(invitation, by=world.lin)
    with pytest.raises(InvitationUsed):
        invitation.withdraw()


def test_it_lasts_as_long_as_the_setting_says(world, invite, settings):
    settings.STAFF_INVITATION_WINDOW = timedelta(days=3)
    invitation = invite()
    assert timedelta(days=2, hours=23) < invitation.expires_at - db_now() <= timedelta(days=3)
    StaffInvitation.objects.update(expires_at=db_now())
    assert not StaffInvitation.objects.open().exists()
    with pytest.raises(InvitationExpired):
        Staff.objects.hire(invitation, by=world.lin)


def test_who_works_there_already_leaves_it_open_for_somebody_else(world, invite):
    invitation = invite()
    with pytest.raises(AlreadyStaff):
        Staff.objects.hire(invitation, by=world.wen)
    assert Staff.objects.hire(invitation, by=world.lin)
    assert post_of(world.wen).role == "owner"


def test_the_secret_is_kept_nowhere_but_finds_its_invitation(world, invite):
    invitation, secret = StaffInvitation.objects.invite(world.shop, "clerk", by=world.wen)
    assert secret not in str(StaffInvitation.objects.values().get())
    assert link(secret).endswith(f"/staff/invitation/{secret}")
    assert StaffInvitation.objects.by_secret(secret) == invitation
    with pytest.raises(InvitationUnknown):
        StaffInvitation.objects.by_secret("A" * 24)


@pytest.mark.parametrize("role", ["clerk", None])
def test_nobody_but_owners_and_operators_invites(world, invite, operator, role):
    if role:
        Staff.objects.hire(invite(role), by=world.lin)
    with pytest.raises(PermissionDenied):
        invite(by=world.lin)
    assert invite(by=operator)


def test_an_owner_of_another_shop_does_not_invite(world, invite):
    Staff.objects.create(shop=Shop.objects.create(code="other", name="别家"), user=world.lin, role="owner")
    with pytest.raises(PermissionDenied):
        invite(by=world.lin)


def test_who_is_dismissed_is_staff_no_more(world, invite):
    Staff.objects.hire(invite(), by=world.lin)
    post_of(world.lin).dismiss(by=world.wen)
    world.lin.refresh_from_db()
    assert not world.lin.is_staff and not Staff.objects.filter(user=world.lin).exists()


def test_who_works_elsewhere_too_stays_staff(world, invite):
    Staff.objects.create(shop=Shop.objects.create(code="other", name="别家"), user=world.lin)
    post = Staff.objects.hire(invite(), by=world.lin)
    post.dismiss(by=world.wen)
    world.lin.refresh_from_db()
    assert world.lin.is_staff


def test_an_operator_stays_staff_without_a_post(world, invite, operator):
    Staff.objects.hire(invite(), by=operator).dismiss(by=operator)
    operator.refresh_from_db()
    assert operator.is_staff


def test_the_last_owner_goes_by_the_operator_alone(world, invite, operator):
    post = post_of(world.wen)
    with pytest.raises(LastOwner):
        post.dismiss(by=world.wen)
    post.dismiss(by=operator)
    assert not Staff.objects.exists()


def test_one_of_two_owners_may_leave(world, invite):
    Staff.objects.hire(invite("owner"), by=world.lin)
    post_of(world.wen).dismiss(by=world.wen)
    with pytest.raises(LastOwner):
        post_of(world.lin).dismiss(by=world.lin)


def test_a_post_ends_once(world, invite):
    post = Staff.objects.hire(invite(), by=world.lin)
    Staff.objects.get(pk=post.pk).dismiss(by=world.wen)
    with pytest.raises(IllegalTransition):
        post.dismiss(by=world.wen)


def test_with_the_post_end_the_invitations_that_the_person_sent(world, invite):
    Staff.objects.hire(invite("owner"), by=world.lin)
    back_door, kept = invite("owner", by=world.lin), invite()
    post_of(world.lin).dismiss(by=world.wen)
    assert list(StaffInvitation.objects.open()) == [kept]
    with pytest.raises(InvitationWithdrawn):
        Staff.objects.hire(back_door, by=world.bo)


def test_an_owner_changes_the_role_of_others_and_not_their_own(world, invite):
    post = Staff.objects.hire(invite(), by=world.lin)
    post.change_role("owner", by=world.wen)
    assert post_of(world.lin).role == "owner"
    with pytest.raises(OwnRole):
        post_of(world.wen).change_role("clerk", by=world.wen)
    back_door = invite(by=world.lin)
    post.change_role("clerk", by=world.wen)
    assert post_of(world.lin).role == "clerk"
    with pytest.raises(InvitationWithdrawn):
        Staff.objects.hire(back_door, by=world.bo)


def test_whoever_leaves_the_shop_for_good_leaves_their_posts(world, invite):
    Staff.objects.hire(invite(), by=world.lin)
    erase(user=world.lin)
    assert not Staff.objects.filter(user=world.lin).exists()
    with pytest.raises(LastOwner):
        erase(user=world.wen)
    world.wen.refresh_from_db()
    assert world.wen.email


def test_the_database_knows_no_other_role_and_no_two_ends(world, invite):
    invitation = invite()
    for wrong in [
        {"role": "king"},
        {"accepted_at": db_now()},
        {"accepted_at": db_now(), "accepted_by": world.bo, "withdrawn_at": db_now()},
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            StaffInvitation.objects.filter(pk=invitation.pk).update(**wrong)
