"""/share/withdrawals/: asking, confirming and looking back."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sharers.models import Withdrawal
from sharers.withdrawals import requesting
from tests.books import broken
from tests.sharers.withdrawals.conftest import a_day_passes, ask, books, carry_out, take, waiting

HOME = "/share/withdrawals/"
State = Withdrawal.State


@pytest.fixture
def lin(earned):
    return browser(earned)


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def test_it_is_for_those_who_are_logged_in(client, world):
    assert client.get(HOME)["Location"].startswith("/account/login/")
    answer = browser(world.bo).get(HOME)
    assert answer.status_code == 200
    assert 'name="amount"' not in answer.text


def test_all_of_it_is_offered_and_on_the_way_after_one_tap(lin, earned):
    page = lin.get(HOME)
    assert page["Cache-Control"] == "no-store"
    assert "¥6.64" in page.text and 'value="6.64"' in page.text
    assert 'name="name"' not in page.text
    answer = lin.post(HOME, {"amount": "6.64"})
    withdrawal = Withdrawal.objects.get()
    assert answer["Location"] == withdrawal.get_absolute_url()
    assert (books(earned), withdrawal.openid) == ((0, 664), f"user-{earned.pk}")
    assert withdrawal.get_absolute_url() in lin.get(HOME).text


def test_a_second_tap_leads_to_the_first_withdrawal(lin):
    first = lin.post(HOME, {"amount": "3"})
    assert lin.post(HOME, {"amount": "3"})["Location"] == first["Location"]
    assert Withdrawal.objects.count() == 1


def test_a_withdrawal_that_began_meanwhile_is_led_to(lin, earned, monkeypatch):
    def request(*, real=requesting.request, **fields):
        real(**fields | {"amount_fen": 100})
        return real(**fields)

    monkeypatch.setattr(requesting, "request", request)
    answer = lin.post(HOME, {"amount": "3"})
    assert answer["Location"] == Withdrawal.objects.get(amount_fen=100).get_absolute_url()


@pytest.mark.parametrize("amount", ["", "0", "0.99", "6.65", "-1", "1e3", "1.234", "ten", "9" * 16, "\0"])
def test_an_amount_that_cannot_be_is_said_beside_the_field(lin, amount):
    answer = lin.post(HOME, {"amount": amount})
    assert answer.status_code == 200
    assert answer.context["form"].errors["amount"]
    assert not Withdrawal.objects.exists()


def test_from_two_thousand_yuan_on_the_page_asks_for_a_name(rich):
    client = browser(rich)
    assert 'name="name"' in client.get(HOME).text
    for name in ["", "  ", "林\u202e"]:
        assert client.post(HOME, {"amount": "2000", "name": name}).context["form"].errors["name"]
    client.post(HOME, {"amount": "2000", "name": "林一一"})
    assert Withdrawal.objects.get().name == "林一一"


def test_a_large_balance_can_be_withdrawn_in_parts_without_a_name(rich):
    client = browser(rich)
    client.post(HOME, {"amount": "1999.99"})
    assert Withdrawal.objects.get().name == ""


def test_it_is_taken_at_the_pretend_bank_and_arrives_at_once(lin, earned):
    withdrawal = waiting(earned)
    page = lin.get(withdrawal.get_absolute_url())
    bank = unescape(re.search(r'href="(/sandbox/transfer/[^"]+)"', page.text)[1])
    anybody = Client()
    assert "¥6.64" in anybody.get(bank).text
    back = anybody.post(bank)["Location"]
    assert back == reverse("sharers:withdrawal_done", args=[withdrawal.number])
    assert lin.get(back)["Location"] == withdrawal.get_absolute_url()
    assert Withdrawal.objects.get().state == State.PAID
    assert anybody.post(bank)["Location"] == back
    assert "<form" not in anybody.get(bank).text.partition("<main")[2].partition("</main>")[0]
    assert not broken()


def test_the_pretend_banks_page_cannot_be_guessed(client, earned):
    withdrawal = waiting(earned)
    assert client.get(f"/sandbox/transfer/{withdrawal.number}").status_code == 404


def test_without_the_pretend_bank_it_has_no_page(lin, earned, settings):
    withdrawal = waiting(earned)
    page = lin.get(withdrawal.get_absolute_url()).text
    bank = unescape(re.search(r'href="(/sandbox/transfer/[^"]+)"', page)[1])
    settings.SANDBOX_KEY = None
    assert lin.get(bank).status_code == 404
    answer = lin.get(withdrawal.get_absolute_url())
    assert answer.status_code == 200 and "/sandbox/" not in answer.text
    done = lin.get(reverse("sharers:withdrawal_done", args=[withdrawal.number]))
    assert done["Location"] == withdrawal.get_absolute_url()


def test_the_page_tells_each_end(lin, earned, bank):
    withdrawal = ask(earned)
    page = lin.get(withdrawal.get_absolute_url())
    polls = f'hx-get="{withdrawal.get_absolute_url()}"'
    assert polls in page.text
    carry_out(withdrawal)
    assert polls not in lin.get(withdrawal.get_absolute_url()).text
    fragment = lin.get(withdrawal.get_absolute_url(), headers={"HX-Request": "true"})
    assert fragment["HX-Redirect"] == withdrawal.get_absolute_url()
    a_day_passes()
    carry_out(withdrawal)
    assert lin.get(withdrawal.get_absolute_url()).status_code == 200
    for reason in ["NAME_NOT_CORRECT", "ACCOUNT_FROZEN", "DAY_RECEIVED_QUOTA_EXCEED", "WHATEVER"]:
        Withdrawal.objects.update(state=State.FAILED, reason=reason)
        withdrawal.refresh_from_db()
        page = lin.get(withdrawal.get_absolute_url()).text
        assert str(withdrawal.why) in unescape(page)
        assert reason not in page


def test_somebody_elses_number_does_not_exist(world, earned):
    withdrawal = waiting(earned)
    for name in ("withdrawal", "withdrawal_done"):
        page = reverse(f"sharers:{name}", args=[withdrawal.number])
        assert browser(world.bo).get(page).status_code == 404
        assert Client().get(page)["Location"].startswith("/account/login/")
    assert withdrawal.number not in browser(world.bo).get(HOME).text


def test_a_form_from_elsewhere_is_refused(earned):
    client = Client(enforce_csrf_checks=True)
    client.force_login(earned)
    for page in (HOME, "/share/waiver/"):
        assert client.post(page, {"amount": "3", "sure": "on"}).status_code == 403
    assert not Withdrawal.objects.exists()


def test_looking_too_often_is_refused(lin, earned):
    done = reverse("sharers:withdrawal_done", args=[waiting(earned).number])
    answers = [lin.get(done).status_code for _ in range(21)]
    assert answers[-1] == 429 and set(answers[:-1]) == {302}


def queries(client, page):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_the_list_costs_the_same_however_long_it_is(lin, earned):
    take(waiting(earned, amount_fen=100))
    carry_out(Withdrawal.objects.get())
    few = queries(lin, HOME)
    for _ in range(3):
        withdrawal = waiting(earned, amount_fen=100)
        take(withdrawal)
        carry_out(withdrawal)
    assert queries(lin, HOME) == few
    assert few <= 7
    assert queries(lin, withdrawal.get_absolute_url()) <= 4


def test_the_list_is_paged(lin, earned):
    rows = [
        Withdrawal(user=earned, provider="sandbox", amount_fen=n, state="paid", ended_at="2026-01-01T00:00Z")
        for n in range(1, 23)
    ]
    Withdrawal.objects.bulk_create(rows)
    assert len(lin.get(HOME).context["page"].object_list) == 20
    assert [w.amount_fen for w in lin.get(HOME, {"page": 2}).context["page"]] == [2, 1]
