"""A private PostgreSQL cluster: one database, one role that owns it, a socket in a closed folder and no port."""

import re
import secrets
import signal
import subprocess
import sys
from contextlib import closing, contextmanager

import psycopg2

from giftshop.embedded import account, child, software

NAME = "giftshop"
SETTINGS = {"listen_addresses": "", "max_connections": 200}
# Reject: every start brings its own pg_hba.conf, and nobody but the role below can log in.
INITDB = ["--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=reject"]
THROWN_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def running(home):
    """Gives the DATABASE_URL."""
    initdb, postgres = software.postgres(home.scratch)
    cluster = home.data / "postgres"
    if cluster.exists():
        refuse_other_version(postgres, cluster, home)
    else:
        create(initdb, postgres, cluster, home)
    sockets = home.scratch / "sockets"
    account.make_folder(sockets)
    password = password_file(home).read_text()
    with child.server("postgres", command(postgres, cluster, sockets, home), home, signal.SIGINT) as process:
        if not child.answers(process, lambda: has_database(sockets, password)):
            child.refuse_start("postgres", home)
        # The one way to name a socket that both libpq and django-environ read.
        yield f"postgres://{NAME}:{password}@/{NAME}?host={sockets}"


def refuse_other_version(postgres, cluster, home):
    theirs = (cluster / "PG_VERSION").read_text().strip()
    version = run([postgres, "--version"], home)
    ours = re.search(r"\d+", version)[0]
    if theirs != ours:
        sys.exit(
            f"{cluster} was made by PostgreSQL {theirs}, but this is PostgreSQL {ours}, which cannot read it.\n"
            f"Dump it with version {theirs} and load the dump, or move it away to begin afresh."
        )


def create(initdb, postgres, cluster, home):
    """Under another name at first, so that an interrupted attempt is never taken for a cluster."""
    new = cluster.with_name("postgres.new")
    run(["rm", "-rf", new], home)
    run([initdb, "-D", new, *INITDB, *([] if home.durable else ["--no-sync"])], home)
    password = secrets.token_hex(24)
    # CREATEDB for the tests, which clone databases. The trusted extensions need no superuser.
    role = f"CREATE ROLE {NAME} LOGIN CREATEDB PASSWORD '{password}'\n"
    run([postgres, "--single", "-D", new, "postgres"], home, stdin=role)
    with open(password_file(home), "w", opener=child.privately) as file:
        file.write(password)
    new.rename(cluster)


def password_file(home):
    return home.data / "postgres.password"


def run(command, home, stdin=""):
    options = child.server_options(home, signal.SIGKILL) | {"stdin": None, "input": stdin}
    done = subprocess.run(command, text=True, capture_output=True, **options)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def command(postgres, cluster, sockets, home):
    access = home.scratch / "pg_hba.conf"
    access.write_text("local all all scram-sha-256\n")
    access.chmod(0o644)
    settings = SETTINGS | {"unix_socket_directories": sockets, "hba_file": access}
    settings |= {} if home.durable else THROWN_AWAY
    return [postgres, "-D", cluster, *(f"--{name}={value}" for name, value in settings.items())]


def has_database(sockets, password):
    """Asks as the application will; makes the database if there is none."""
    try:
        connection = psycopg2.connect(host=str(sockets), user=NAME, password=password, dbname="postgres")
    except psycopg2.OperationalError:
        return False
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
        if not cursor.rowcount:
            cursor.execute(f"CREATE DATABASE {NAME}")
    return True
