"""Binding and unbinding sharers, by the verbs and behind the counter."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from giftshop.clock import db_now
from giftshop.models import Event
from giftshop.refusals import IllegalTransition
from sharers.models import ShareLink, Sharer
from sharers.refusals import AlreadyBound, BoundTooShort
from shops.models import Shop, Staff

ADD = "admin:sharers_sharer_add"


@pytest.fixture
def counter(world):
    """Wen, who owns the Tea House, behind the counter."""
    world.shop  # noqa: B018 – opens it, with Wen as its owner
    world.wen.is_staff = True
    world.wen.save()
    client = Client()
    client.force_login(world.wen)
    return client


def bind(counter, shop, email, rate=""):
    return counter.post(reverse(ADD), {"shop": shop.pk, "email": email, "rate_bps": rate})


def test_a_sharer_is_bound_once_and_gets_a_link_to_the_shop(world, sharer):
    assert [link.product for link in sharer.links.all()] == [None]
    with pytest.raises(AlreadyBound):
        Sharer.objects.bind(shop=world.shop, user=world.lin)
    assert Event.objects.filter(kind="sharer.bound", subject=sharer.subject).count() == 1


def test_nobody_is_unbound_in_the_first_24_hours(sharer):
    with pytest.raises(BoundTooShort):
        sharer.unbind()
    Sharer.objects.update(joined_at=db_now() - timedelta(hours=24))
    sharer.unbind()
    assert (sharer.state, bool(sharer.left_at)) == ("left", True)
    with pytest.raises(IllegalTransition):
        sharer.unbind()


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


def test_the_database_refuses_a_second_active_binding(world, sharer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Sharer.objects.create(shop=world.shop, user=world.lin)


def test_staff_bind_somebody_by_the_e_mail_address(world, counter):
    assert counter.get(reverse(ADD)).status_code == 200
    assert bind(counter, world.shop, world.lin.email.upper(), 500).status_code == 302
    sharer = Sharer.objects.get()
    assert (sharer.user, sharer.rate_bps, sharer.links.count()) == (world.lin, 500, 1)
    listed = counter.get(reverse("admin:sharers_sharer_changelist")).content.decode()
    assert world.lin.nickname in listed
    assert world.lin.email not in listed


@pytest.mark.parametrize(
    ("email", "rate"), [("nobody@example.com", ""), ("lin@example.com", 2901), ("chen@example.com", "")]
)
def test_staff_are_told_what_is_wrong(world, counter, sharer, email, rate):
    Sharer.objects.bind(shop=world.shop, user=world.chen)
    Sharer.objects.filter(user=world.lin).leave()
    assert bind(counter, world.shop, email, rate).status_code == 200
    assert Sharer.objects.active().get().user == world.chen


def test_staff_bind_nobody_to_another_shop_and_see_none_of_its_sharers(world, counter):
    other = Shop.objects.create(code="other", name="别家")
    assert bind(counter, other, world.lin.email).status_code == 200
    assert not Sharer.objects.exists()
    foreign = Sharer.objects.bind(shop=other, user=world.lin)
    assert counter.get(reverse("admin:sharers_sharer_change", args=[foreign.pk])).status_code == 302


def test_somebody_without_a_shop_sees_nothing(world, counter):
    Staff.objects.all().delete()
    assert counter.get(reverse("admin:sharers_sharer_changelist")).status_code == 403


def change(counter, sharer, product=""):
    page = reverse("admin:sharers_sharer_change", args=[sharer.pk])
    assert counter.get(page).status_code == 200
    formset = {
        "links-TOTAL_FORMS": 1,
        "links-INITIAL_FORMS": 0,
        "links-0-product": product,
        "links-0-sharer": sharer.pk,
    }
    return counter.post(page, {"rate_bps": 900, **formset})


def test_staff_change_the_rate_and_add_a_link_to_a_product(world, counter, sharer):
    assert change(counter, sharer, world.tea.pk).status_code == 302
    sharer.refresh_from_db()
    assert sharer.rate_bps == 900
    assert ShareLink.objects.filter(sharer=sharer, product=world.tea).exists()


def test_a_link_to_another_shops_product_is_refused(world, counter, sharer):
    other = Shop.objects.create(code="other", name="别家")
    tea = world.tea
    type(tea).objects.filter(pk=tea.pk).update(shop=other)
    assert change(counter, sharer, tea.pk).status_code == 200
    assert sharer.links.count() == 1


def test_staff_unbind_and_are_told_when_it_is_too_early(world, counter, sharer):
    listed = reverse("admin:sharers_sharer_changelist")
    unbind = {"action": "unbind", "_selected_action": [sharer.pk]}
    counter.post(listed, unbind)
    assert Sharer.objects.get().is_active
    Sharer.objects.update(joined_at=db_now() - timedelta(days=2))
    counter.post(listed, unbind)
    assert not Sharer.objects.get().is_active
