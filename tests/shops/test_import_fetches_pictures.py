"""A web server on this machine stands for the outside; the rule against such addresses is lifted only where said so."""

import ipaddress
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from PIL import Image

from shops import pictures
from shops.imports import fetching, gallery
from shops.imports.catalogue import bring_in
from shops.models import Picture, Product
from tests.shops.goods import a_csv, a_shop

HEADER = "Handle,Title,Option1 Name,Option1 Value,Variant Price,Image Src,Image Alt Text,Image Position,Variant Image"


def png(size=(40, 30), **options):
    out = BytesIO()
    Image.new("RGBA", size, (200, 30, 30, 128)).save(out, "PNG", **options)
    return out.getvalue()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def web(monkeypatch):
    """Pages by path: bytes, or a function of the handler. `web.url` is where they are."""
    server = Web()
    monkeypatch.setattr(fetching, "PORTS", {"http": server.port, "https": 443})
    yield server
    server.stop()


@pytest.fixture
def open_gate(monkeypatch):
    monkeypatch.setattr(fetching, "is_public", lambda address: True)


class Web:
    def __init__(self):
        self.pages, self.asked = {}, []
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                web.asked.append(self.path)
                page = web.pages.get(self.path)
                if callable(page):
                    page(self)
                else:
                    web.answer(self, 200 if page else 404, page or b"")

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @staticmethod
    def answer(handler, status, body=b"", **headers):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def load(*rows):
    return bring_in(shop=a_shop(), data=a_csv(*rows, header=HEADER))


@pytest.mark.django_db
def test_pictures_are_fetched_once_drawn_anew_and_kept_in_order(web, open_gate, media):
    web.pages = {"/1.png": png(), "/2.png": png((50, 50))}
    rows = [
        f"mug,Mug,Size,Small,5,{web.url}/2.png,Back,2,",
        f"mug,,,Large,6,{web.url}/1.png,Front,1,{web.url}/2.png",
    ]
    assert load(*rows).pictures_missing == []
    assert load(*rows).pictures_missing == []
    assert sorted(web.asked) == ["/1.png", "/2.png"]
    product = Product.objects.get()
    assert [picture.alt for picture in product.gallery] == ["Front", "Back"]
    assert product.variants.get(name="Large").picture.alt == "Back"
    with Image.open(product.cover.file) as image:
        assert (image.format, image.size) == ("JPEG", (40, 30))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body", [b"<html>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", png()[:60]]
)
def test_what_is_no_picture_is_missing_and_reported(web, open_gate, media, body):
    web.pages = {"/1.png": body}
    report = load(f"mug,Mug,Title,Default Title,5,{web.url}/1.png,,,")
    assert len(report.pictures_missing) == 1
    assert Picture.objects.get().state == "missing"
    assert not list(media.rglob("*.*"))


@pytest.mark.django_db
def test_a_missing_picture_is_tried_again_by_the_next_import(web, open_gate, media):
    row = f"mug,Mug,Title,Default Title,5,{web.url}/1.png,,,"
    load(row)
    web.pages = {"/1.png": png()}
    assert load(row).pictures_missing == []
    assert Picture.objects.get().state == "fetched"


@pytest.mark.django_db
def test_a_picture_that_left_the_file_is_hidden_not_deleted(media):
    load("mug,Mug,Title,Default Title,5,http://127.0.0.1/1.png,,,")
    load("mug,Mug,Title,Default Title,5,http://127.0.0.1/2.png,,,")
    assert Picture.objects.count() == 2
    assert [picture.source_url for picture in Product.objects.get().gallery] == ["http://127.0.0.1/2.png"]


@pytest.mark.django_db
def test_a_silent_host_is_not_asked_for_ever(media, monkeypatch):
    asked = []

    def fetch(url):
        asked.append(url)
        raise fetching.Unreachable("silent")

    monkeypatch.setattr(gallery, "fetch", fetch)
    report = load(*(f"mug{n},Mug,Title,Default Title,5,http://silent.example/{n}.png,,," for n in range(9)))
    assert len(asked) == gallery.PATIENCE
    assert len(report.pictures_missing) == 9


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x.png",
        "http://localhost/x.png",
        "http://10.1.2.3/x.png",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/x.png",
        "http://[::ffff:127.0.0.1]/x.png",
        "http://0/x.png",
        "http://2130706433/x.png",
        "http://127.0.0.1:6379/x.png",
        "http://user:secret@93.184.216.34/x.png",
        "file:///etc/passwd",
        "ftp://93.184.216.34/x.png",
        "http://",
        "http://[",
        "",
        "http://a\0b/",
        "http://" + "a" * 300 + ".example/",
    ],
)
def test_only_plain_web_addresses_in_the_open_internet_are_asked(url):
    with pytest.raises(fetching.NotFetched):
        fetching.fetch(url)


@pytest.mark.parametrize(
    "address",
    ["192.168.0.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "fe80::1", "fd00::1", "ff02::1",
     "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::"],
)  # fmt: skip
def test_no_inner_address_passes_for_public_in_any_disguise(address):
    assert not fetching.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
def test_public_addresses_do(address):
    assert fetching.is_public(ipaddress.ip_address(address))


def test_a_redirect_into_the_inner_network_is_not_followed(web, monkeypatch):
    answers = iter([True, False])
    monkeypatch.setattr(fetching, "is_public", lambda address: next(answers))
    web.pages = {"/1.png": lambda handler: web.answer(handler, 302, Location=f"{web.url}/inner.png")}
    with pytest.raises(fetching.NotFetched):
        fetching.fetch(f"{web.url}/1.png")
    assert web.asked == ["/1.png"]


def test_a_redirect_to_a_file_is_not_followed(web, open_gate):
    web.pages = {"/1.png": lambda handler: web.answer(handler, 302, Location="file:///etc/passwd")}
    with pytest.raises(fetching.NotFetched):
        fetching.fetch(f"{web.url}/1.png")


def test_redirects_end(web, open_gate):
    web.pages = {"/1.png": lambda handler: web.answer(handler, 302, Location="/1.png")}
    with pytest.raises(fetching.NotFetched):
        fetching.fetch(f"{web.url}/1.png")
    assert len(web.asked) == fetching.REDIRECTS + 1


def test_a_redirect_without_an_address_is_no_picture(web, open_gate):
    web.pages = {"/1.png": lambda handler: web.answer(handler, 302)}
    with pytest.raises(fetching.NotFetched):
        fetching.fetch(f"{web.url}/1.png")


def test_a_picture_larger_than_the_cap_is_not_read_to_its_end(web, open_gate):
    web.pages = {"/1.png": b"x" * (pictures.MAX_BYTES + 1)}
    with pytest.raises(fetching.NotFetched):
        fetching.fetch(f"{web.url}/1.png")


def test_a_dripping_server_is_left(web, open_gate, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE_TIME", 0.3)

    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _second in range(20):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    web.pages = {"/1.png": drip}
    start = time.monotonic()
    with pytest.raises(fetching.NotFetched):
        fetching.fetch(f"{web.url}/1.png")
    assert time.monotonic() - start < 1.5


def test_a_compressed_answer_is_not_unpacked(web, open_gate):
    web.pages = {"/1.png": lambda handler: web.answer(handler, 200, b"x", Content_Encoding="gzip")}
    with pytest.raises(fetching.NotFetched):
        fetching.fetch(f"{web.url}/1.png")


def test_the_address_that_was_checked_is_the_one_connected_to(web, open_gate, monkeypatch):
    """A name that resolves anew to something else finds nobody listening to the new answer."""
    web.pages = {"/1.png": b"picture"}
    resolved = []

    def once(host, port, *_kind, **_options):
        resolved.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", once)
    monkeypatch.setattr(fetching, "_addresses", lambda url: [ipaddress.ip_address("127.0.0.1")])
    assert fetching.fetch(f"http://rebinding.example:{web.port}/1.png") == b"picture"
    assert "rebinding.example" not in resolved
