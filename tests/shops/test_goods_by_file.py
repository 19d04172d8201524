"""Goods by file in the admin: what it would change, yes, progress, and the refused rows to mend."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from giftshop import deadlines
from shops.models import CatalogueImport, Product, Shop, Staff, Variant
from tests.shops.goods import a_csv, a_product

pytestmark = pytest.mark.django_db

ADD = reverse("admin:shops_catalogueimport_add")


@pytest.fixture
def shop(client, django_user_model):
    """The shop whose owner is logged in."""
    owner = django_user_model.objects.create_user("wen@example.com", "x", nickname="Wen", is_staff=True)
    shop = Shop.objects.create(code="tea-house", name="茶语小铺")
    Staff.objects.create(shop=shop, user=owner, role="owner")
    client.force_login(owner)
    return shop


def upload(client, shop, data, **fields):
    file = SimpleUploadedFile("goods.csv", data, "text/csv")
    return client.post(ADD, {"shop": shop.pk, "upload": file} | fields)


def page(job):
    return reverse("admin:shops_catalogueimport_change", args=[job.pk])


def say(client, job, verb):
    return client.post(reverse("admin:shops_catalogueimport_word", args=[job.pk]), {"verb": verb})


def many(products, broken):
    """A file of so many products, of which every so many-th row has no price."""
    rows = [f"tea-{n},茶 {n},,,5,{'' if n in broken else '88.00'}" for n in range(products)]
    return a_csv(*rows)


def test_nothing_is_changed_before_the_merchant_says_so(client, shop):
    known = a_product(shop=shop, title="旧名")
    file = a_csv("longjing,明前龙井,规格,V1,7,99.00", "new,新茶,规格,罐装,5,12.50")
    answer = upload(client, shop, file)
    job = CatalogueImport.objects.get()
    assert answer.url == page(job)
    text = client.get(page(job)).content.decode()
    assert "旧名 → 明前龙井" in text and "¥88 → ¥99" in text and "5 → 7" in text
    assert Product.objects.get() == known and Variant.objects.get().price_fen == 8800
    say(client, job, "withdraw")
    deadlines.run("shops.imports")
    assert Product.objects.count() == 1


def test_a_yes_brings_it_in_and_says_what_it_did(client, shop):
    upload(client, shop, many(60, broken=range(0, 60, 20)))
    job = CatalogueImport.objects.get()
    assert "Refresh" not in client.get(page(job)).headers
    say(client, job, "start")
    assert client.get(page(job)).headers["Refresh"] == "3"
    deadlines.run("shops.imports")
    job.refresh_from_db()
    assert (job.state, job.products, job.written) == ("done", 57, 57)
    assert Product.objects.count() == 57
    text = client.get(page(job)).content.decode()
    assert "57" in text and "Variant Price" in text


def test_refused_rows_come_back_with_what_is_wrong_and_can_be_mended(client, shop):
    upload(client, shop, many(40, broken={3, 30}))
    job = CatalogueImport.objects.get()
    answer = client.get(reverse("admin:shops_catalogueimport_refused", args=[job.pk]))
    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert [row[1] for row in rows] == ["tea-3", "tea-30"] and all("Variant Price" in row[0] for row in rows)
    mended = "\n".join(",".join(row[:-1] + ["9.90"]) for row in rows)
    upload(client, shop, f"{','.join(header)}\n{mended}".encode())
    assert CatalogueImport.objects.order_by("pk").last().products == 2


def test_a_file_that_is_none_is_told_beside_the_field(client, shop):
    answer = upload(client, shop, b"\x00\x01")
    assert answer.status_code == 200 and answer.context["adminform"].form.errors["upload"]
    assert not CatalogueImport.objects.exists()


def test_goods_are_brought_into_own_shops_alone(client, shop):
    other = Shop.objects.create(code="other", name="别家")
    assert upload(client, other, many(1, broken=())).context["adminform"].form.errors["shop"]


def test_only_a_yes_by_post_starts_it_and_only_once(client, shop):
    upload(client, shop, many(1, broken=()))
    job = CatalogueImport.objects.get()
    word = reverse("admin:shops_catalogueimport_word", args=[job.pk])
    assert client.get(word).status_code == 403
    assert client.post(word, {"verb": "finish"}).status_code == 403
    say(client, job, "start")
    say(client, job, "withdraw")
    job.refresh_from_db()
    assert job.state == "running"


def test_a_worker_that_dies_is_followed_by_one_that_goes_on(client, shop, monkeypatch):
    upload(client, shop, many(60, broken=()))
    job = CatalogueImport.objects.get()
    say(client, job, "start")
    from shops.imports import running

    calls = []

    def dying(ids, report):
        calls.append(ids)
        if len(calls) == 1:
            raise RuntimeError("the worker is gone")

    monkeypatch.setattr(running.gallery, "fetch_pictures", dying)
    deadlines.run("shops.imports")
    job.refresh_from_db()
    assert (job.state, job.written) == ("running", 25)
    CatalogueImport.objects.update(next_at=job.created_at)
    deadlines.run("shops.imports")
    job.refresh_from_db()
    assert (job.state, job.written, job.report["created"]) == ("done", 60, 60)


def test_what_is_exported_comes_back_without_a_change(client, shop):
    product = a_product(shop=shop, title="=HYPERLINK(1)", prices=(8800, 16800))
    product.option_names = ["规格"]
    product.save()
    file = client.get(reverse("admin:shops_product_export_all")).content
    assert b"'=HYPERLINK(1)" in file and b",=" not in file
    upload(client, shop, file)
    job = CatalogueImport.objects.get()
    assert (job.preview["same"], job.refused) == (1, [])


def test_goods_go_on_and_off_the_shelf_together_and_the_history_says_so(client, shop):
    rows = [a_product(f"tea-{n}", shop=shop) for n in range(3)]
    action = {"action": "take_off_shelf", "_selected_action": [row.pk for row in rows[:2]]}
    client.post(reverse("admin:shops_product_changelist"), action)
    assert list(Product.objects.order_by("pk").values_list("on_shelf", flat=True)) == [False, False, True]
    history = client.get(reverse("admin:shops_product_history", args=[rows[0].pk])).content.decode()
    assert "下架" in history or "Taken off" in history


def test_a_clerk_here_who_owns_elsewhere_takes_nothing_off_the_shelf_here(client, shop):
    other = Shop.objects.create(code="other", name="别家")
    Staff.objects.create(shop=other, user=Staff.objects.get().user, role="clerk")
    foreign = a_product(shop=other)
    action = {"action": "take_off_shelf", "_selected_action": [foreign.pk]}
    assert client.post(reverse("admin:shops_product_changelist"), action).status_code == 403
    assert Product.objects.get().on_shelf


def sheet(client):
    """The list of variants as a browser would send it back."""
    formset = client.get(reverse("admin:shops_variant_changelist")).context["cl"].formset
    data = {field.html_name: field.value() for field in formset.management_form}
    for form in formset:
        for field in form:
            if field.value() is not None and field.value() is not False:
                data[field.html_name] = data[field.html_initial_name] = field.value()
    return data | {"_save": "1"}


def test_prices_and_stock_are_changed_like_in_a_sheet_and_a_sale_meanwhile_is_kept(client, shop):
    a_product(shop=shop, prices=(8800, 16800))
    data = sheet(client)
    Variant.objects.update(stock=1)
    client.post(reverse("admin:shops_variant_changelist"), data | {"form-0-price_fen": "99.50"})
    first, second = Variant.objects.order_by("position")
    assert (first.price_fen, first.stock, second.price_fen, second.stock) == (9950, 1, 16800, 1)


def test_lists_cost_the_same_for_few_goods_and_for_many(client, shop, django_assert_max_num_queries):
    for n in range(30):
        a_product(f"tea-{n}", shop=shop)
    for name, most in [("product", 12), ("variant", 12), ("catalogueimport", 10)]:
        with django_assert_max_num_queries(most):
            client.get(reverse(f"admin:shops_{name}_changelist"))
