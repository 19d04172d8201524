"""The description in the product's form: an editor, or HTML where the editor would lose something."""

import pytest
from django.urls import reverse

from shops.descriptions import fits
from shops.fields import TAGS, sanitise
from shops.models import Product
from tests.shops.goods import a_product

pytestmark = pytest.mark.django_db

TABLE = "<p>茶</p><table><tbody><tr><td>100 克</td></tr></tbody></table>"


@pytest.fixture
def form(client, world):
    """`form(html)`: what the browser of an owner sends back from the form of a product with this description."""
    client.force_login(world.person("operator", is_staff=True, is_superuser=True))

    def form(html):
        product = a_product(description=html)
        page = reverse("admin:shops_product_change", args=[product.pk])
        fields = {"handle": product.handle, "title": product.title, "on_shelf": "on", "description": html}
        for prefix in ("variants", "pictures"):
            fields |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
        return page, fields

    return form


@pytest.mark.parametrize(
    "html",
    [
        "",
        "just words &amp; more",
        "<p>a<br>b</p><p><strong>c</strong> <em>d</em> <u>e</u> <del>f</del></p>",
        "<div>a</div><h2>b</h2><h3>c</h3><h4>d</h4><pre>e</pre><blockquote>f</blockquote>",
        "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li><a href='https://x.example'>c</a></li></ol>",
        "<p><span>a</span></p>",
    ],
)
def test_the_editor_shows_what_it_can_give_back(client, form, html):
    assert fits(html)
    page, _fields = form(html)
    assert "<trix-editor" in client.get(page).content.decode()


@pytest.mark.parametrize(
    "html",
    [
        TABLE,
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "a<hr>b",
        "H<sub>2</sub>O",
        "<small>a</small>",
        "<blockquote><p>a</p><p>b</p></blockquote>",
        "<ul><li><p>a</p></li></ul>",
        "<div><p>a</p></div>",
        "<p><a href='https://x.example' title='b'>a</a></p>",
    ],
)
def test_anything_else_is_typed_as_html(client, form, html):
    assert not fits(html)
    page, _fields = form(html)
    text = client.get(page).content.decode()
    assert "<trix-editor" not in text and '<textarea name="description"' in text


def test_a_new_product_begins_with_the_editor(client, form):
    form("")
    assert "<trix-editor" in client.get(reverse("admin:shops_product_add")).content.decode()


@pytest.mark.parametrize("html", [TABLE, "<p>a</p>\n<p>b</p>\n"])
def test_another_change_leaves_it_as_it_was(client, form, html):
    page, fields = form(html)
    typed = fields | {"title": "Renamed", "description": html.replace("\n", "\r\n")}
    assert client.post(page, typed).status_code == 302
    product = Product.objects.get()
    assert (product.title, product.description) == ("Renamed", html)


def test_what_was_typed_is_written(client, form):
    page, fields = form(TABLE)
    assert client.post(page, fields | {"description": "<p>new</p>\r\n"}).status_code == 302
    assert Product.objects.get().description == "<p>new</p>"
    assert client.post(page, fields | {"description": ""}).status_code == 302
    assert Product.objects.get().description == ""


def test_all_that_the_editor_writes_is_let_through():
    html = "".join(f"<{tag}>a</{tag}>" for tag in ("p", "h2", "h3", "h4", "blockquote", "pre", "del", "u"))
    assert sanitise(html) == html
    assert not TAGS & {"img", "figure", "h1", "style", "script"}


def test_it_is_still_made_harmless(client, form):
    page, fields = form("")
    evil = '<p onclick="x()">a<script>x()</script></p><figure><img src="https://x.example/1.png"></figure>'
    client.post(page, fields | {"description": evil})
    assert Product.objects.get().description == "<p>a</p>"
