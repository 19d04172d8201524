"""The list of staff behind the counter, and the page that an invitation leads to."""

import logging
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from giftshop.clock import db_now
from giftshop.logs import CutSecrets
from shops.models import Shop, Staff, StaffInvitation
from shops.models.staff import MAX_OPEN
from shops.refusals import LastOwner, TooManyInvitations

PAGE = "/staff/invitation/"


def browser(person=None):
    client = Client()
    if person:
        client.force_login(person)
    return client


def behind_the_counter(person):
    person.is_staff = True
    person.save()
    return browser(person)


@pytest.fixture
def owner(world):
    world.shop  # noqa: B018
    return behind_the_counter(world.wen)


@pytest.fixture
def url(world):
    return f"/admin/shops/shop/{world.shop.pk}/staff/"


def do(client, url, verb, row=None, **more):
    return client.post(url, {"verb": verb, "row": row.pk if row else ""} | more, follow=True)


def link_on(answer):
    found = re.search(r"https?://[^\"]+(/staff/invitation/[\w-]{24})", answer.content.decode())
    return found and found[1]


def told(shop):
    return list(LogEntry.objects.filter(object_id=shop.pk).values_list("user__nickname", flat=True))


def test_an_owner_gets_a_link_to_send_once(world, owner, url):
    answer = do(owner, url, "invite", role="clerk")
    assert answer.status_code == 200 and link_on(answer)
    assert [message.level_tag for message in answer.context["messages"]] == ["success"]
    assert not link_on(owner.get(url))
    assert StaffInvitation.objects.get().invited_by == world.wen
    assert told(world.shop) == ["Wen"]


def test_the_shops_page_leads_to_its_staff(world, owner, url):
    assert url in owner.get(f"/admin/shops/shop/{world.shop.pk}/change/").content.decode()


@pytest.mark.parametrize("role", ["king", ""])
def test_a_role_that_is_none_is_refused_in_words(owner, url, role):
    assert do(owner, url, "invite", role=role).status_code == 200
    assert not StaffInvitation.objects.exists()


@pytest.mark.parametrize("row", ["", "x", "999", "9" * 30, "-1", "²"])
@pytest.mark.parametrize("verb", ["withdraw", "dismiss", "change_role", "nothing", ""])
def test_a_row_that_is_none_changes_nothing(owner, url, verb, row):
    assert owner.post(url, {"verb": verb, "row": row}, follow=True).status_code == 200
    assert Staff.objects.count() == 1 and not LogEntry.objects.exists()


def test_one_invitation_too_many_is_refused_in_words(world, owner, url):
    for _number in range(MAX_OPEN):
        StaffInvitation.objects.invite(world.shop, "clerk", by=world.wen)
    answer = do(owner, url, "invite", role="clerk")
    assert str(TooManyInvitations.title) in answer.content.decode() and not link_on(answer)
    assert StaffInvitation.objects.count() == MAX_OPEN and not LogEntry.objects.exists()


def test_a_row_of_another_shop_changes_nothing(world, owner, url):
    other = Shop.objects.create(code="other", name="别家")
    foreign = Staff.objects.create(shop=other, user=world.bo)
    operator = world.person("operator", is_superuser=True)
    invitation, _ = StaffInvitation.objects.invite(other, "owner", by=operator)
    do(owner, url, "dismiss", foreign)
    do(owner, url, "change_role", foreign)
    do(owner, url, "withdraw", invitation)
    foreign.refresh_from_db()
    assert foreign.role == "clerk" and StaffInvitation.objects.open().get() == invitation


def test_an_owner_withdraws_promotes_and_dismisses(world, owner, url):
    do(owner, url, "invite", role="owner")
    do(owner, url, "withdraw", StaffInvitation.objects.get())
    assert not StaffInvitation.objects.open().exists()
    post = Staff.objects.create(shop=world.shop, user=world.lin)
    do(owner, url, "change_role", post)
    assert Staff.objects.get(pk=post.pk).role == "owner"
    do(owner, url, "dismiss", post)
    assert not Staff.objects.filter(pk=post.pk).exists()
    assert told(world.shop) == ["Wen"] * 4
    assert "Lin" not in str(list(LogEntry.objects.values_list("change_message")))


def test_the_last_owner_is_told_why_not(world, owner, url):
    answer = do(owner, url, "dismiss", Staff.objects.get())
    assert str(LastOwner.title) in answer.content.decode()
    assert Staff.objects.exists() and not LogEntry.objects.exists()


def test_a_clerk_has_no_list_of_staff(world, url):
    Staff.objects.create(shop=world.shop, user=world.lin, role="clerk")
    clerk = behind_the_counter(world.lin)
    assert url not in clerk.get(f"/admin/shops/shop/{world.shop.pk}/change/").content.decode()
    assert clerk.get(url).status_code == 403
    assert do(clerk, url, "invite", role="owner").status_code == 403
    assert not StaffInvitation.objects.exists()


def test_an_owner_of_another_shop_has_no_list_of_this_one(world, url):
    Staff.objects.create(shop=Shop.objects.create(code="other", name="别家"), user=world.lin, role="owner")
    stranger = behind_the_counter(world.lin)
    assert stranger.get(url).status_code == 403
    for verb, row in [("invite", None), ("dismiss", world.shop.staff.get())]:
        assert do(stranger, url, verb, row, role="owner").status_code == 403
    assert world.shop.staff.count() == 1 and not StaffInvitation.objects.exists()


def test_the_operator_dismisses_the_last_owner(world, url):
    world.shop  # noqa: B018
    operator = browser(world.person("operator", is_staff=True, is_superuser=True))
    do(operator, url, "dismiss", Staff.objects.get())
    assert not Staff.objects.exists()


def test_the_number_of_queries_does_not_depend_on_the_rows(
    world, owner, url, django_assert_num_queries, django_assert_max_num_queries
):
    def add(number):
        Staff.objects.create(shop=world.shop, user=world.person(f"clerk{number}"))
        StaffInvitation.objects.invite(world.shop, "clerk", by=world.wen)

    add(1)
    with django_assert_max_num_queries(10) as few:
        owner.get(url)
    for number in range(2, 7):
        add(number)
    with django_assert_num_queries(len(few)):
        owner.get(url)


# --- the invited person


@pytest.fixture
def link(world):
    def link(role="clerk"):
        made, secret = StaffInvitation.objects.invite(world.shop, role, by=world.wen)
        return made, f"{PAGE}{secret}"

    world.shop  # noqa: B018
    return link


def test_the_secret_leaves_the_address_bar_and_goes_nowhere(link):
    client = browser()
    answer = client.get(link()[1])
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_page_names_shop_and_role_and_asks_for_a_login(world, link):
    client = browser()
    page = client.get(link()[1], follow=True)
    assert world.shop.name in page.content.decode()
    assert "/account/login/?next=/staff/invitation/" in page.content.decode().replace("%2F", "/")
    assert page.headers["Cache-Control"] == "no-store"
    assert client.post(PAGE).headers["Location"] == f"/account/login/?next={PAGE}"


def test_who_accepts_is_led_behind_the_counter_and_recorded(world, link):
    client = browser(world.lin)
    client.get(link()[1])
    assert client.post(PAGE).headers["Location"] == "/admin/"
    assert Staff.objects.get(user=world.lin).role == "clerk"
    assert client.get("/admin/").status_code == 200
    assert told(world.shop) == ["Lin"]
    assert client.get(PAGE).headers["Location"] == "/admin/"


def test_getting_the_page_hires_nobody(world, link):
    client = browser(world.lin)
    client.get(link()[1], follow=True)
    assert not Staff.objects.filter(user=world.lin).exists()


@pytest.mark.parametrize("state", ["used", "withdrawn", "expired"])
def test_a_link_that_is_over_says_so(world, link, state):
    invitation, path = link()
    client = browser(world.lin)
    client.get(path)
    if state == "used":
        Staff.objects.hire(invitation, by=world.bo)
    elif state == "withdrawn":
        invitation.withdraw()
    else:
        StaffInvitation.objects.update(expires_at=db_now())
    for answer in [client.get(path, follow=True), client.post(PAGE)]:
        assert answer.status_code == 410 and "errors/page.html" in [t.name for t in answer.templates]
    assert not Staff.objects.filter(user=world.lin).exists()


def test_without_the_link_there_is_no_invitation(world, link):
    link()
    client = browser(world.lin)
    for answer in [client.get(PAGE), client.post(PAGE), client.get(f"{PAGE}{'A' * 24}")]:
        assert answer.status_code == 404
    assert not Staff.objects.filter(user=world.lin).exists()


def test_guessing_links_is_slowed_down(link, settings):
    settings.LINK_RATE = "2/h"
    client = browser()
    assert [client.get(f"{PAGE}{'A' * 24}").status_code for _ in range(3)] == [404, 404, 429]


def test_the_log_holds_no_secret():
    line = logging.LogRecord("x", 30, "x", 1, "Gone: %s", (f"{PAGE}abcdefghijklmnopqrstuvwx",), None)
    CutSecrets().filter(line)
    assert "abcdef" not in line.getMessage()
