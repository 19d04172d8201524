"""Databases of the benchmark's own, beside the one that DATABASE_URL names and on the same server."""

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
    _maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    use(name)
    try:
        call_command("migrate", verbosity=0)
        yield name
    finally:
        use(before)
        _maintain(f'DROP DATABASE "{name}" WITH (FORCE)')


def _maintain(*statements):
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
