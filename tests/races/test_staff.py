"""A shop's posts, wanted and taken away by many at once."""

from functools import partial

from shops.models import Staff, StaffInvitation
from shops.models.staff import MAX_OPEN
from shops.refusals import LastOwner
from tests.threads import count, together


def test_of_twenty_who_accept_one_invitation_one_is_hired(committed_world, crowd):
    world = committed_world
    invitation, _ = StaffInvitation.objects.invite(world.shop, "clerk", by=world.wen)
    friends = crowd(20)
    outcomes = together(*[partial(Staff.objects.hire, invitation, by=friend) for friend in friends])
    assert count(outcomes) == {"Staff": 1, "InvitationUsed": 19}
    winner = next(friend for friend, outcome in zip(friends, outcomes, strict=True) if type(outcome) is Staff)
    invitation.refresh_from_db()
    assert invitation.accepted_by == winner
    assert Staff.objects.get(role="clerk").user == winner
    assert [friend.refresh_from_db() or friend.is_staff for friend in friends].count(True) == 1


def test_one_person_with_two_invitations_gets_one_post(committed_world):
    world = committed_world
    both = [StaffInvitation.objects.invite(world.shop, "clerk", by=world.wen)[0] for _ in range(2)]
    outcomes = together(*[partial(Staff.objects.hire, one, by=world.lin) for one in both])
    assert count(outcomes) == {"Staff": 1, "AlreadyStaff": 1}
    assert StaffInvitation.objects.open().count() == 1


def test_of_ten_who_send_the_last_invitation_one_does(committed_world):
    world = committed_world
    invite = partial(StaffInvitation.objects.invite, world.shop, "clerk", by=world.wen)
    for _number in range(MAX_OPEN - 1):
        invite()
    assert count(together(*[invite] * 10)) == {"tuple": 1, "TooManyInvitations": 9}
    assert StaffInvitation.objects.open().count() == MAX_OPEN


def test_two_owners_who_dismiss_each_other_leave_one(committed_world):
    world = committed_world
    for _round in range(5):
        Staff.objects.filter(shop=world.shop).delete()
        posts = [
            Staff.objects.create(shop=world.shop, user=who, role="owner") for who in (world.wen, world.lin)
        ]
        outcomes = together(
            partial(posts[0].dismiss, by=world.lin),
            partial(posts[1].dismiss, by=world.wen),
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["LastOwner", "NoneType"]
        assert Staff.objects.filter(shop=world.shop, role="owner").count() == 1


def test_two_owners_who_leave_at_once_leave_one(committed_world):
    world = committed_world
    posts = [
        Staff.objects.get(shop=world.shop),
        Staff.objects.create(shop=world.shop, user=world.lin, role="owner"),
    ]
    outcomes = together(*[partial(post.dismiss, by=post.user) for post in posts])
    assert sum(type(outcome) is LastOwner for outcome in outcomes) == 1


def test_withdrawing_and_accepting_at_once_leave_one_outcome(committed_world, crowd):
    world = committed_world
    for friend in crowd(5):
        invitation, _ = StaffInvitation.objects.invite(world.shop, "clerk", by=world.wen)
        hired, withdrawn = together(partial(Staff.objects.hire, invitation, by=friend), invitation.withdraw)
        invitation.refresh_from_db()
        assert bool(invitation.accepted_at) != bool(invitation.withdrawn_at)
        assert (type(hired) is Staff) == bool(invitation.accepted_at)
        assert (withdrawn is None) == bool(invitation.withdrawn_at)
