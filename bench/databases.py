"""Databases of the benchmark's and the tests' own, beside the one that DATABASE_URL names and on the same server."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg2
from django.core.management import call_command
from django.db import connection, connections


def use(name):
    """From now on this process, and those it starts, work on the database `name`."""
    connections.close_all()
    connection.settings_dict["NAME"] = name
    os.environ["DATABASE_URL"] = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def fresh(name):
    """An empty migrated database to work on, dropped at the end."""
    before = connection.settings_dict["NAME"]
    drop(name)
    maintain(f'CREATE DATABASE "{name}"')
    use(name)
    try:
        call_command("migrate", verbosity=0)
        yield name
    finally:
        use(before)
        drop(name)


def drop(name):
    """With whoever of our own is still connected.

    WITH (FORCE) would end autovacuum's workers too, which only a superuser may, and fail when one is there;
    a plain DROP asks them to leave and waits.
    """
    maintain(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        f" WHERE datname = '{name}' AND usename = current_user",
        f'DROP DATABASE IF EXISTS "{name}"',
    )


def maintain(*statements):
    """Outside any transaction, in the server's maintenance database."""
    params = {
        k: v
        for k, v in connection.get_connection_params().items()
        if k in {"user", "password", "host", "port"}
    }
    server = psycopg2.connect(dbname="postgres", **params)
    server.autocommit = True
    try:
        for statement in statements:
            server.cursor().execute(statement)
    finally:
        server.close()
