"""How often one may call is counted for each application, and told in every answer."""

import re


def left(answer):
    return int(re.fullmatch(r'"calls";r=([0-9]+);t=[0-9]+', answer["RateLimit"])[1])


def test_every_answer_says_how_much_is_left(world, api, application):
    program = api.by(application(shop=world.shop))
    first, second = program.get("/gifts"), program.get("/gifts")
    assert first["RateLimit-Policy"] == '"calls";q=600;w=60'
    assert left(first) - left(second) == 1


def test_a_refusal_says_it_too(world, api, application):
    assert left(api.by(application()).get("/gifts/000000000000")) >= 0


def test_beyond_the_limit_one_waits(world, api, application, settings):
    settings.API_RATE = "2/m"
    program = api.by(application())
    assert [program.get("/gifts").status_code for _ in range(3)] == [200, 200, 429]
    answer = program.get("/gifts")
    assert answer.json()["code"] == "too-many-attempts"
    assert int(answer["Retry-After"]) > 0
    assert left(answer) == 0


def test_one_application_does_not_use_up_anothers(world, api, application, settings):
    settings.API_RATE = "1/m"
    first, second = application(), application()
    assert api.by(first).get("/gifts").status_code == 200
    assert api.by(first).get("/gifts").status_code == 429
    assert api.by(second).get("/gifts").status_code == 200


def test_an_application_may_have_a_limit_of_its_own(world, api, application, settings):
    settings.API_RATE = "1/m"
    program = api.by(application(requests_a_minute=3))
    assert [program.get("/gifts").status_code for _ in range(4)] == [200, 200, 200, 429]
