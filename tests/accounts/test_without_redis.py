import pytest
from django.core.cache import caches


@pytest.fixture
def no_redis(settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    yield
    caches.close_all()


def test_people_log_in_although_redis_is_gone(no_redis, client, world):
    form = {"login": world.mei.email, "password": "correct-horse-battery"}
    assert client.post("/account/login/", form).status_code == 302
    assert client.get("/account/").status_code == 200
