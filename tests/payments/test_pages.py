"""The payer's pages and the pretend bank's cashier, as a browser without JavaScript sees them."""

import pytest
from django.urls import reverse

from accounts.models import User
from giftshop.clock import db_now
from payments.models import Attempt, Payment, SandboxTrade
from payments.providers.sandbox import bank


@pytest.fixture
def mei(client, cast):
    client.force_login(cast.mei)
    return client


def done(payment):
    return reverse("payments:done", args=[payment.number])


def cashier(payment):
    return reverse(
        "payments:cashier", args=[SandboxTrade.objects.get(number=payment.attempts.get().number).token]
    )


HOW = {"telling": "0", "refunds_go": "at_once"}


def test_mei_pays_from_the_first_page_to_the_order(mei, cast, till):
    payment = cast.payment()
    page = mei.get(payment.get_absolute_url())
    assert "¥88" in page.text and "明前龙井" in page.text and "茶语小铺" in page.text
    answer = mei.post(payment.get_absolute_url(), {"method": "sandbox"})
    assert answer.url == cashier(payment)
    assert "¥88" in mei.get(answer.url).text
    answer = mei.post(answer.url, HOW | {"act": "pay"})
    assert answer.url == done(payment)
    answer = mei.get(answer.url)
    assert answer.url == till.return_url(payment)
    assert till.calls["paid"] == 1


@pytest.mark.parametrize("method", ["jsapi", "native", "cowries", ""])
def test_a_way_that_is_not_offered_is_refused_and_nothing_begins(mei, cast, method):
    assert mei.post(cast.payment().get_absolute_url(), {"method": method}).status_code == 422
    assert not Attempt.objects.exists()


def test_pages_of_a_payment_are_kept_by_nobody(mei, cast):
    payment = cast.started()
    for url in [payment.get_absolute_url(), done(payment), cashier(payment)]:
        assert "no-store" in mei.get(url).headers["Cache-Control"]


@pytest.mark.parametrize("page", ["pay", "done"])
def test_only_the_payer_sees_a_payment(client, cast, page):
    url = reverse(f"payments:{page}", args=[cast.payment().number])
    assert client.get(url).status_code == 302
    client.force_login(User.objects.create_user("bo@example.com", "correct-horse-battery", nickname="Bo"))
    assert client.get(url).status_code == 404
    if page == "pay":
        assert client.post(url, {"method": "sandbox"}).status_code == 404
    assert not Attempt.objects.exists()


def test_looking_at_a_payment_starts_nothing(mei, cast):
    mei.get(cast.payment().get_absolute_url())
    assert not Attempt.objects.exists()


def test_a_payment_that_is_over_leads_to_the_order(mei, cast, till):
    payment = cast.paid()
    assert mei.get(payment.get_absolute_url()).url == till.return_url(payment)
    assert mei.get(done(payment)).url == till.return_url(payment)


def test_paying_too_late_is_told_in_words(mei, cast):
    payment = cast.payment()
    Payment.objects.update(expires_at=db_now())
    answer = mei.post(payment.get_absolute_url(), {"method": "sandbox"}, headers={"Accept-Language": "en"})
    assert answer.status_code == 409
    assert "This payment is over" in answer.text


def test_a_way_that_is_not_offered_is_told_in_words(mei, cast):
    answer = mei.post(cast.payment().get_absolute_url(), {"method": ""}, headers={"Accept-Language": "en"})
    assert answer.status_code == 422


def test_coming_back_before_the_bank_says_so_waits(mei, cast):
    payment = cast.started()
    page = mei.get(done(payment), headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert "being confirmed" in page.text
    assert 'hx-trigger="load delay:2s"' in page.text


def test_the_waiting_part_asks_again_and_leads_on_once_it_is_paid(mei, cast, till):
    payment, htmx = cast.started(), {"HX-Request": "true"}
    part = mei.get(done(payment), headers=htmx)
    assert part.text.lstrip().startswith("<div hx-get")
    bank.pay(payment.attempts.get().number)
    assert mei.get(done(payment), headers=htmx).headers["HX-Redirect"] == till.return_url(payment)


def test_a_failed_payment_leads_back_to_paying(mei, cast):
    payment = cast.started()
    answer = mei.post(cashier(payment), HOW | {"act": "fail"})
    answer = mei.get(answer.url)
    assert answer.url == payment.get_absolute_url()
    assert mei.get(answer.url).status_code == 200
    mei.post(payment.get_absolute_url(), {"method": "sandbox"})
    assert payment.attempts.count() == 2


def test_the_cashier_is_for_whoever_holds_its_address(client, cast):
    payment = cast.started()
    assert client.get(cashier(payment)).status_code == 200
    assert client.get(reverse("payments:cashier", args=["guess"])).status_code == 404


def test_without_the_sandbox_there_is_no_cashier(client, cast, settings):
    url = cashier(cast.started())
    settings.SANDBOX_KEY = None
    assert client.get(url).status_code == 404
    assert client.post(url, HOW | {"act": "pay"}).status_code == 404
    assert not SandboxTrade.objects.exclude(paid_at=None).exists()


def test_the_cashier_pays_a_trade_once(client, cast):
    payment = cast.started()
    for _ in range(2):
        client.post(cashier(payment), HOW | {"act": "pay"})
    assert 'name="act"' not in client.get(cashier(payment)).text
    assert payment.refresh() == Payment.State.PAID


def test_the_cashier_does_not_take_money_after_the_time(client, cast):
    payment = cast.started()
    SandboxTrade.objects.update(expires_at=db_now())
    client.post(cashier(payment), HOW | {"act": "pay"})
    assert payment.refresh() == Payment.State.PENDING


@pytest.mark.parametrize("wrong", [{}, {"telling": "-5"}, {"telling": "x"}, HOW | {"refunds_go": "away"}])
def test_a_behaviour_the_bank_does_not_know_pays_nothing(client, cast, wrong):
    payment = cast.started()
    assert client.post(cashier(payment), {"act": "pay"} | wrong).status_code == 200
    assert payment.refresh() == Payment.State.PENDING


def test_the_bank_can_tell_late(client, cast):
    payment = cast.started()
    client.post(cashier(payment), HOW | {"act": "pay", "telling": "120"})
    assert payment.refresh() == Payment.State.PENDING
    SandboxTrade.objects.update(told_at=db_now())
    assert payment.refresh() == Payment.State.PAID


def test_forms_carry_a_token(cast, settings):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.mei)
    payment = cast.started()
    assert strict.post(payment.get_absolute_url(), {"method": "sandbox"}).status_code == 403
    assert strict.post(cashier(payment), HOW | {"act": "pay"}).status_code == 403
