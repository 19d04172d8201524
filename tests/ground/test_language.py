from django.conf import settings


def test_the_shop_speaks_chinese_by_default(client):
    assert '<html lang="zh-hans">' in client.get("/nowhere").text


def test_a_visitor_changes_the_language_and_stays_on_the_page(client):
    client.handler.enforce_csrf_checks = True
    answer = client.post(
        "/language/", {"language": "en"}, headers={"Referer": "http://testserver/nowhere?x=1"}
    )
    assert answer.headers["Location"] == "http://testserver/nowhere?x=1"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert '<html lang="en">' in client.get("/nowhere").text


def test_the_language_is_not_changed_by_a_link(client):
    assert client.get("/language/?language=en").status_code == 405


def test_the_language_form_leads_to_no_other_site(client):
    answer = client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
