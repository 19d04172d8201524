"""Behind the counter, in a browser: every page stands, and goods come in by file."""

import pytest
from django.contrib import admin
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from shops.admin.scope import ShopPage
from shops.models import Product
from tests.conftest import FULL
from tests.counter.rows import of_a_shop
from tests.journeys.tour.measures import Ears, overflow
from tests.world import World

pytestmark = pytest.mark.journey

SIZES = [{"width": 1280, "height": 800}, {"width": 390, "height": 844}]
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
PRODUCTS, BROKEN = (5_000, 37) if FULL else (120, 7)


@pytest.fixture(scope="module")
def shop(run_shop):
    """Of its own: the rows stand in no book."""
    with run_shop(ADMIN_SECOND_FACTOR="1") as address:
        yield address


@pytest.fixture(scope="module")
def rows(shop):
    return of_a_shop(World())


@pytest.fixture
def counter(at_work, rows):
    """`counter("owner")`: a page of somebody who is signed in."""

    def counter(role, **options):
        world = World()
        person = world.wen if role == "owner" else world.person("ops", is_superuser=True)
        return at_work(person, **options).page

    return counter


def addresses(rows, role):
    yield reverse("admin:index")
    if role == "operator":
        yield reverse("admin:platform")
    for model, page in admin.site._registry.items():
        if (role == "owner") != isinstance(page, ShopPage) and not (FULL and role == "operator"):
            continue  # at once the operator only sees what nobody else does
        place = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{place}_changelist")
        yield reverse(f"{place}_change", args=[rows[model].pk])


@pytest.mark.parametrize("role", ["owner", pytest.param("operator", marks=pytest.mark.slow)])
def test_every_page_stands_on_a_desk_and_on_a_phone(counter, rows, role):
    page = counter(role, viewport=SIZES[0])
    # The rows name pictures that nobody stored.
    page.route("**/media/**", lambda route: route.fulfill(content_type="image/svg+xml", body=DOT))
    ears, problems = Ears(page), []
    for number, address in enumerate(addresses(rows, role)):
        answer = page.goto(address)
        found = [] if answer.status == 200 else [f"status {answer.status}"]
        for size in SIZES if FULL or number % 3 == 0 else SIZES[:1]:
            page.set_viewport_size(size)
            found += overflow(page)
        page.set_viewport_size(SIZES[0])
        problems += [f"{address}: {one}" for one in found + ears.take()]
    assert not problems, "\n" + "\n".join(problems)


def test_the_theme_may_do_what_it_needs_and_no_page_of_the_shop_may(counter):
    page = counter("owner")
    policy = page.goto("/admin/").headers["content-security-policy"]
    assert (
        "script-src 'self' 'unsafe-eval';" in f"{policy};"
        and "style-src 'self' 'unsafe-inline';" in f"{policy};"
    )
    assert "frame-ancestors 'none'" in policy
    assert page.goto("/admin/").headers["x-frame-options"] == "DENY"
    for address in ["/", "/account/login/", "/api/v1/products"]:
        assert "unsafe" not in page.goto(address).headers["content-security-policy"]


def test_goods_come_in_by_file_and_broken_rows_go_back(counter, rows, tmp_path):
    file = tmp_path / "goods.csv"
    every = PRODUCTS // BROKEN
    lines = ["Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Inventory Qty"]
    for n in range(PRODUCTS):
        broken = n % every == 0 and n < every * BROKEN
        lines.append(f"new-{n},新品 {n},规格,罐装,{'' if broken else '12.50'},{n % 50}")
    file.write_text("\n".join(lines))
    page = counter("owner")
    page.goto("/admin/shops/product/")
    page.get_by_role("link", name="导入商品").click()
    page.locator("select[name=shop]").select_option(label="茶语小铺")
    page.locator("input[name=upload]").set_input_files(file)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#content-main")).to_contain_text(f"新增 {PRODUCTS - BROKEN} 件商品")
    assert not Product.objects.filter(handle__startswith="new-").exists()
    page.get_by_role("button", name="确认导入").click()
    expect(page.locator("progress")).to_be_visible()
    expect(page.locator("#content-main")).to_contain_text("已导入", timeout=600_000 if FULL else 60_000)
    expect(page.locator("#content-main li").first).to_contain_text(
        str(PRODUCTS - BROKEN), timeout=900_000 if FULL else 60_000
    )
    assert Product.objects.filter(handle__startswith="new-").count() == PRODUCTS - BROKEN
    with page.expect_download() as download:
        page.get_by_role("link", name="下载这些行").click()
    refused = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(refused) == BROKEN + 1 and all("Variant Price" in line for line in refused[1:])


def test_a_description_is_typed_with_the_keyboard_and_left_alone_otherwise(counter, rows):
    product = rows[Product]
    page = counter("owner", viewport=SIZES[0])
    ears = Ears(page)
    address = reverse("admin:shops_product_change", args=[product.pk])
    stored = "<p>a <b>b</b></p>\n<p>c</p>"  # as the editor would not write it
    Product.objects.filter(pk=product.pk).update(description=stored)
    for html, title in [(stored, "一"), ("<table><tbody><tr><td>a</td></tr></tbody></table>", "二")]:
        Product.objects.filter(pk=product.pk).update(description=html)
        page.goto(address)
        page.fill("[name=title]", title)
        page.click("[name=_save]")
        product.refresh_from_db()
        assert (product.title, product.description) == (title, html)
    Product.objects.filter(pk=product.pk).update(description="")
    page.goto(address)
    page.focus("#id_description")
    page.keyboard.type("tea")
    page.keyboard.press("Enter")
    page.focus("[data-trix-attribute=bullet]")
    page.keyboard.press("Enter")
    page.keyboard.type("leaf")
    page.click("[name=_save]")
    product.refresh_from_db()
    assert product.description == "<p>tea</p><ul><li>leaf</li></ul>"
    assert not ears.heard


def test_several_pictures_are_chosen_at_once_and_dragged(counter, rows, tmp_path):
    product = rows[Product]
    page = counter("owner", viewport=SIZES[0])
    page.goto(reverse("admin:shops_product_change", args=[product.pk]))
    before = product.pictures.count()
    files = [tmp_path / f"{colour}.png" for colour in ("red", "green", "blue")]
    for file in files:
        Image.new("RGB", (40, 40), file.stem).save(file)
    page.click("#pictures-group .add-row")
    with page.expect_file_chooser() as chooser:
        page.locator("#pictures-group input[type=file]").nth(before).click()
    chooser.value.set_files(files)
    for row in page.locator("#pictures-group .form-group:not(.original):not(.empty-form)").all():
        name = row.locator("input[type=file]").evaluate("input => input.files[0].name")
        row.locator("[name$=-alt]").fill(name)
    page.click("[name=_continue]")
    expect(page.locator("#pictures-group .form-group.original")).to_have_count(before + 3)
    assert [picture.alt for picture in product.pictures.all()[before:]] == [file.name for file in files]
    handles = page.locator("#pictures-group .original [x-sort\\:handle]")
    last = product.pictures.last()
    handles.nth(before + 2).drag_to(handles.nth(0))
    page.click("[name=_continue]")
    page.wait_for_load_state()
    assert product.pictures.first() == last
