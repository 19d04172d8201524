import signal
import subprocess
from pathlib import Path

from environ import Env

from tests.embedded.launching import finish, launch, processes_in, sql, start, wait_until

WAITS = ["--", "sh", "-c", "echo $DATABASE_URL; read line; exit 7"]


def running():
    """A launcher whose command waits for a line, and its scratch folder."""
    process = start(*WAITS, stdin=subprocess.PIPE)
    database = Env.db_url_config(process.stdout.readline().strip())
    assert database["NAME"] == database["USER"] == "giftshop"
    return process, Path(database["OPTIONS"]["host"]).parent


def test_two_at_once_have_servers_of_their_own_and_leave_nothing_behind():
    (first, here), (second, there) = running(), running()
    assert here != there
    assert len(processes_in(here)) > 2 < len(processes_in(there))
    assert finish(first) == finish(second) == (7, "", "")
    assert not here.exists() | there.exists()
    assert not processes_in(here) + processes_in(there)


def test_a_killed_launcher_takes_its_servers_and_its_command_along():
    process, scratch = running()
    process.send_signal(signal.SIGKILL)
    wait_until(lambda: not processes_in(scratch))
    # The command held the other end of this pipe.
    assert process.stdout.read() == ""


def test_the_role_may_make_databases_and_the_trusted_extensions_but_is_no_superuser():
    code, out, err = launch(
        "--",
        *sql(
            "CREATE EXTENSION pg_trgm",
            "CREATE EXTENSION btree_gin",
            "CREATE DATABASE template IS_TEMPLATE true",
            "CREATE DATABASE clone TEMPLATE template",
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
            "SELECT array_length(show_trgm('送你一份礼物'), 1) > 0",
        ),
    )
    assert (code, out.split(), err) == (0, ["done"] * 4 + ["False", "True"], "")
