"""Who plays in these tests."""

import threading
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import connections

from accounts.models import Address, User

PASSWORD = "correct-horse-battery"
HANGZHOU = {
    "consignee": "王小波",
    "phone": "+8613800138000",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "detail": "文三路 100 号",
}


def person(name="mei", **fields):
    user = User.objects.create_user(f"{name}@example.com", nickname=name.title(), **fields)
    user.password = _hashed()
    user.save(update_fields=["password"])
    return user


def entry(user, **fields):
    address = Address(user=user, **(HANGZHOU | fields))
    address.keep()
    return address


def together(*jobs):
    """Run the jobs at the same moment, each on a connection of its own; the errors they raised."""
    start, errors = threading.Barrier(len(jobs)), []

    def run(job):
        try:
            start.wait()
            job()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@cache
def _hashed():
    """Argon2 is slow by intention; once is enough for all who only stand about."""
    return make_password(PASSWORD)
