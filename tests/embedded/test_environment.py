import sys

from tests.embedded.launching import ELSEWHERE, KEYS, launch

ENVIRONMENT = [
    sys.executable,
    "-c",
    "import os; print(*(f'{k}={v}' for k, v in os.environ.items()), sep='\\n')",
]


def environment(*arguments, **more):
    """What the command of a launcher without servers gets to see."""
    code, out, err = launch(*arguments, "--", *ENVIRONMENT, environment=ELSEWHERE | more)
    assert (code, err) == (0, "")
    return dict(line.split("=", 1) for line in out.splitlines())


def test_servers_that_are_named_already_are_used():
    assert environment().items() >= ELSEWHERE.items()


def test_addresses_follow_from_bind_and_port():
    seen = environment(BIND="0.0.0.0", PORT="8123")
    assert seen["PUBLIC_URL"] == "http://localhost:8123"
    assert seen["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1],0.0.0.0"
    assert environment(PUBLIC_URL="https://shop.example")["PUBLIC_URL"] == "https://shop.example"


def test_secrets_are_made_once_and_readable_by_their_owner_alone(tmp_path):
    file = tmp_path / "new" / "env"
    first = environment("--env", file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert {name: environment("--env", file)[name] for name in KEYS} == {name: first[name] for name in KEYS}


def test_without_a_file_every_run_has_its_own_secrets():
    first, second = environment(), environment()
    assert all(first[name] != second[name] for name in KEYS)


def test_an_older_file_gets_the_secrets_it_lacks_and_keeps_its_own(tmp_path):
    file = tmp_path / "env"
    file.write_text("SECRET_KEY=old\n")
    seen = environment("--env", file)
    assert seen["SECRET_KEY"] == "old"
    assert f"SANDBOX_KEY={seen['SANDBOX_KEY']}" in file.read_text().splitlines()


def test_a_secret_that_is_set_stays_and_is_not_stored(tmp_path):
    assert environment("--env", tmp_path / "env", SANDBOX_KEY="mine")["SANDBOX_KEY"] == "mine"
    assert "mine" not in (tmp_path / "env").read_text()


def test_neither_django_nor_the_settings_are_imported():
    code = "import sys, giftshop.embedded.__main__; print(*{'django', 'celery', 'giftshop.settings'} & {*sys.modules})"
    assert launch("--", sys.executable, "-c", code, environment=ELSEWHERE) == (0, "", "")
