"""The shop on a home screen: manifest, worker and the page for when there is no network. None asks the database."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template


def kept(client):
    return json.loads(re.search("const KEPT = ({.+});", client.get("/sw.js").text)[1])


@pytest.mark.parametrize(("language", "name"), [("zh-CN", "礼物小店"), ("en", "Gift Shop")])
def test_the_manifest_names_the_shop_in_the_readers_language(client, language, name):
    answer = client.get("/manifest.webmanifest", headers={"Accept-Language": language})
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert "Accept-Language" in answer.headers["Vary"]
    manifest = answer.json()
    assert manifest["name"] == manifest["short_name"] == name
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")


def test_the_manifest_has_icons_for_the_sizes_that_phones_ask_for(client):
    icons = client.get("/manifest.webmanifest").json()["icons"]
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in icons:
        assert finders.find(icon["src"].removeprefix("/static/")), icon["src"]


def test_the_worker_rules_the_whole_site_and_is_asked_for_anew(client):
    answer = client.get("/sw.js")
    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_the_worker_keeps_the_offline_page_with_what_it_names_and_nothing_else(client):
    page = client.get("/offline/")
    assert kept(client)["page"] == "/offline/"
    assert kept(client)["assets"] == re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    for asset in kept(client)["assets"]:
        assert finders.find(asset.removeprefix("/static/")), asset
    source = get_template("offline/worker.js").template.source
    assert "cache.put" not in source and source.count(".addAll(") == 1


def test_the_worker_is_new_when_a_file_that_it_keeps_is(client, settings):
    before = kept(client)["version"]
    assert kept(client)["version"] == before
    settings.STATIC_URL = "/changed/"
    assert kept(client)["version"] != before


def test_the_offline_page_is_the_same_for_everybody_and_speaks_both_languages(client):
    chinese = client.get("/offline/", headers={"Accept-Language": "zh-CN"})
    english = client.get("/offline/", headers={"Accept-Language": "en"})
    assert chinese.text == english.text
    assert '<html lang="zh-hans">' in chinese.text
    assert '<section lang="en">' in chinese.text
    assert "You are offline" in chinese.text.partition("<section")[2]
    assert not chinese.cookies


def test_crawlers_are_kept_out_of_what_is_no_shelf(client):
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert re.findall("Disallow: (.+)", answer.text) == ["/account/", "/admin/", "/api/"]
    assert "Sitemap: http://testserver/sitemap.xml" in answer.text


def test_every_page_says_how_to_put_the_shop_on_the_home_screen(client):
    page = client.get("/nowhere").text
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    icon = re.search('<link rel="apple-touch-icon" href="/static/(.+)">', page)[1]
    assert finders.find(icon), icon
    assert re.search('<meta name="description" content="[^"]{20,}">', page)
