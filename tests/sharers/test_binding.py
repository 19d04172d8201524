"""Binding, suspending and unbinding sharers, by the verbs and behind the counter."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from giftshop.clock import db_now
from giftshop.models import Event
from giftshop.refusals import IllegalTransition
from sharers.models import ShareLink, Sharer
from sharers.refusals import AlreadyBound, BoundTooShort, NoPlaceLeft
from shops.models import Shop, Staff

LIST = reverse("admin:sharers_sharer_changelist")


def act(counter, verb, sharer):
    return counter.post(LIST, {"action": verb, "_selected_action": [sharer.pk]})


def test_a_sharer_is_bound_once_and_gets_a_link_to_the_shop(world, sharer):
    assert [link.product for link in sharer.links.all()] == [None]
    with pytest.raises(AlreadyBound):
        Sharer.objects.bind(shop=world.shop, user=world.lin)
    assert Event.objects.filter(kind="sharer.bound", subject=sharer.subject).count() == 1


def test_a_shop_has_no_more_sharers_than_it_may_have(world, sharer, settings):
    settings.SHARERS_PER_SHOP = 2
    Sharer.objects.bind(shop=world.shop, user=world.chen).suspend()
    with pytest.raises(NoPlaceLeft):
        Sharer.objects.bind(shop=world.shop, user=world.bo)
    Sharer.objects.filter(user=world.chen).leave()
    Sharer.objects.bind(shop=world.shop, user=world.bo)


def test_nobody_is_unbound_in_the_first_24_hours(sharer):
    with pytest.raises(BoundTooShort):
        sharer.unbind()
    Sharer.objects.update(joined_at=db_now() - timedelta(hours=24))
    sharer.unbind()
    assert (sharer.state, bool(sharer.left_at)) == ("left", True)
    with pytest.raises(IllegalTransition):
        sharer.unbind()


def test_a_suspended_sharer_keeps_the_place_and_can_resume_or_be_unbound(world, sharer):
    sharer.suspend()
    with pytest.raises(AlreadyBound):
        Sharer.objects.bind(shop=world.shop, user=world.lin)
    with pytest.raises(IllegalTransition):
        sharer.suspend()
    sharer.resume()
    assert Sharer.objects.get().is_active
    sharer.suspend()
    Sharer.objects.update(joined_at=db_now() - timedelta(hours=24))
    sharer.unbind()
    assert Sharer.objects.get().state == "left"


def test_who_comes_back_gets_a_new_link(world, sharer):
    Sharer.objects.leave()
    again = Sharer.objects.bind(shop=world.shop, user=world.lin)
    assert again.links.get().code != sharer.links.get().code


@pytest.mark.parametrize(
    "wrong", [{"rate_bps": 2901}, {"state": "gone"}, {"state": "left"}, {"left_at": "now"}]
)
def test_the_database_refuses_what_cannot_be(sharer, wrong):
    wrong = {key: db_now() if value == "now" else value for key, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Sharer.objects.filter(pk=sharer.pk).update(**wrong)


@pytest.mark.parametrize("state", ["active", "suspended"])
def test_the_database_refuses_a_second_binding(world, sharer, state):
    with pytest.raises(IntegrityError), transaction.atomic():
        Sharer.objects.create(shop=world.shop, user=world.lin, state=state)


def test_the_shop_finds_a_sharer_by_nickname_note_and_whole_e_mail_which_is_not_shown(world, counter, sharer):
    Sharer.objects.update(note="南京西路店")
    for words, found in [("lin", True), ("南京西路", True), (world.lin.email, True), ("example.com", False)]:
        listed = counter.get(LIST, {"q": words}).content.decode()
        assert (reverse("admin:sharers_sharer_change", args=[sharer.pk]) in listed) is found, words
        assert words == world.lin.email or world.lin.email not in listed


def test_staff_see_none_of_another_shops_sharers(world, counter):
    other = Shop.objects.create(code="other", name="别家")
    foreign = Sharer.objects.bind(shop=other, user=world.lin)
    assert counter.get(reverse("admin:sharers_sharer_change", args=[foreign.pk])).status_code == 302


def test_somebody_without_a_shop_sees_nothing(world, counter):
    Staff.objects.all().delete()
    assert counter.get(LIST).status_code == 403


def change(counter, sharer, product=""):
    page = reverse("admin:sharers_sharer_change", args=[sharer.pk])
    assert counter.get(page).status_code == 200
    formset = {
        "links-TOTAL_FORMS": 1,
        "links-INITIAL_FORMS": 0,
        "links-0-product": product,
        "links-0-sharer": sharer.pk,
    }
    return counter.post(page, {"rate_bps": "9.05", "note": "老顾客", **formset})


def test_staff_change_the_rate_and_add_a_link_to_a_product(world, counter, sharer):
    assert change(counter, sharer, world.tea.pk).status_code == 302
    sharer.refresh_from_db()
    assert (sharer.rate_bps, sharer.note) == (905, "老顾客")
    assert ShareLink.objects.filter(sharer=sharer, product=world.tea, shop=world.shop).exists()


def test_a_link_to_another_shops_product_is_refused(world, counter, sharer):
    other = Shop.objects.create(code="other", name="别家")
    tea = world.tea
    type(tea).objects.filter(pk=tea.pk).update(shop=other)
    assert change(counter, sharer, tea.pk).status_code == 200
    assert sharer.links.count() == 1


def test_staff_unbind_and_are_told_when_it_is_too_early(world, counter, sharer):
    act(counter, "unbind", sharer)
    assert Sharer.objects.get().is_active
    Sharer.objects.update(joined_at=db_now() - timedelta(days=2))
    act(counter, "unbind", sharer)
    assert Sharer.objects.get().state == "left"


def test_staff_suspend_and_let_resume(counter, sharer):
    act(counter, "suspend", sharer)
    assert Sharer.objects.get().state == "suspended"
    act(counter, "resume", sharer)
    assert Sharer.objects.get().is_active
