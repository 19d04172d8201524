"""The emulator's books: one SQLite database behind one lock."""

import json
import sqlite3
from contextlib import contextmanager
from threading import RLock

from .schema import SCHEMA, TABLES


class Books:
    def __init__(self, path=":memory:"):
        self.lock = RLock()
        self.database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.database.row_factory = sqlite3.Row
        self.database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + SCHEMA)

    @contextmanager
    def deciding(self):
        """One decision at a time, wholly written or not at all; the inner of two belongs to the outer."""
        with self.lock:
            if self.database.in_transaction:
                yield
                return
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.database.execute("ROLLBACK")
                raise
            self.database.execute("COMMIT")

    def one(self, sql, *values):
        with self.lock:
            return self.database.execute(sql, values).fetchone()

    def all(self, sql, *values):
        with self.lock:
            return self.database.execute(sql, values).fetchall()

    def amount(self, sql, *values):
        """The first column of the first row; nothing counts as 0."""
        return self.one(sql, *values)[0] or 0

    def run(self, sql, *values):
        """The number of rows changed."""
        with self.lock:
            return self.database.execute(sql, values).rowcount

    def add(self, table, **columns):
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        self.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", *columns.values())  # noqa: S608

    def setting(self, name, default=None):
        row = self.one("SELECT value FROM settings WHERE name = ?", name)
        return json.loads(row["value"]) if row else default

    def set(self, name, value):
        self.run("REPLACE INTO settings (name, value) VALUES (?, ?)", name, json.dumps(value))

    def move(self, *, at, mchid, pot="", amount, name, no, voucher):
        """Money to (or, negative, from) a merchant's pot, in fen. no, voucher: WeChat's number and the merchant's."""
        self.add("moves", at=at, mchid=mchid, pot=pot, amount=amount, name=name, no=no, voucher=voucher)

    def in_pot(self, mchid, pot=""):
        return self.amount("SELECT SUM(amount) FROM moves WHERE mchid = ? AND pot = ?", mchid, pot)

    def forget_everything(self):
        with self.deciding():
            for table in TABLES:
                self.run(f"DELETE FROM {table}")  # noqa: S608

    def close(self):
        with self.lock:
            self.database.close()
