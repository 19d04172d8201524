"""The emulator's tables. Money is integer fen, times are seconds since the epoch by the emulator's clock.

A merchant's money is the sum of its moves: `pot` is empty for what is available and a transaction_id for
what is frozen for the splitting of that trade.
"""

import re

SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS merchants (mchid TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS nonces (nonce TEXT PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, operation TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,
    status INTEGER, code TEXT);
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY, operation TEXT NOT NULL, kind TEXT NOT NULL, left INTEGER NOT NULL, seconds REAL NOT NULL);
CREATE TABLE IF NOT EXISTS moves (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, mchid TEXT NOT NULL, pot TEXT NOT NULL, amount INTEGER NOT NULL,
    name TEXT NOT NULL, no TEXT NOT NULL, voucher TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS moves_by_pot ON moves (mchid, pot, amount);
CREATE TABLE IF NOT EXISTS trades (
    mchid TEXT NOT NULL, out_trade_no TEXT NOT NULL, partner INTEGER NOT NULL, way TEXT NOT NULL,
    description TEXT NOT NULL, attach TEXT, total INTEGER NOT NULL, splitting INTEGER NOT NULL,
    notify_url TEXT NOT NULL, said TEXT NOT NULL, state TEXT NOT NULL, made_at REAL NOT NULL, expires_at REAL NOT NULL,
    prepay_id TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE, prepaid_at REAL NOT NULL,
    payer TEXT, transaction_id TEXT UNIQUE, paid_at REAL, released_at REAL,
    PRIMARY KEY (mchid, out_trade_no));
CREATE INDEX IF NOT EXISTS trades_unpaid ON trades (expires_at) WHERE state = 'NOTPAY';
CREATE INDEX IF NOT EXISTS trades_frozen ON trades (paid_at) WHERE splitting AND released_at IS NULL;
CREATE TABLE IF NOT EXISTS refunds (
    mchid TEXT NOT NULL, out_refund_no TEXT NOT NULL, refund_id TEXT NOT NULL UNIQUE, transaction_id TEXT NOT NULL,
    amount INTEGER NOT NULL, reason TEXT, notify_url TEXT, pot TEXT NOT NULL, said TEXT NOT NULL, status TEXT NOT NULL,
    outcome TEXT NOT NULL, made_at REAL NOT NULL, due_at REAL NOT NULL, ended_at REAL,
    PRIMARY KEY (mchid, out_refund_no));
CREATE INDEX IF NOT EXISTS refunds_of_trade ON refunds (transaction_id);
CREATE TABLE IF NOT EXISTS receivers (
    mchid TEXT NOT NULL, type TEXT NOT NULL, account TEXT NOT NULL, relation TEXT NOT NULL, name TEXT,
    PRIMARY KEY (mchid, type, account));
CREATE TABLE IF NOT EXISTS splits (
    mchid TEXT NOT NULL, out_order_no TEXT NOT NULL, order_id TEXT NOT NULL UNIQUE, transaction_id TEXT NOT NULL,
    unfreeze INTEGER NOT NULL, said TEXT NOT NULL, state TEXT NOT NULL, made_at REAL NOT NULL, ended_at REAL,
    PRIMARY KEY (mchid, out_order_no));
CREATE INDEX IF NOT EXISTS splits_of_trade ON splits (transaction_id);
CREATE TABLE IF NOT EXISTS shares (
    detail_id TEXT PRIMARY KEY, order_id TEXT NOT NULL, type TEXT NOT NULL, account TEXT NOT NULL,
    amount INTEGER NOT NULL, description TEXT NOT NULL, result TEXT NOT NULL, fail_reason TEXT);
CREATE INDEX IF NOT EXISTS shares_of_order ON shares (order_id);
CREATE TABLE IF NOT EXISTS returns (
    mchid TEXT NOT NULL, out_return_no TEXT NOT NULL, return_id TEXT NOT NULL UNIQUE, order_id TEXT NOT NULL,
    return_mchid TEXT NOT NULL, amount INTEGER NOT NULL, description TEXT NOT NULL, said TEXT NOT NULL,
    result TEXT NOT NULL, fail_reason TEXT, made_at REAL NOT NULL,
    PRIMARY KEY (mchid, out_return_no));
CREATE TABLE IF NOT EXISTS transfers (
    out_bill_no TEXT PRIMARY KEY, transfer_bill_no TEXT NOT NULL UNIQUE, openid TEXT NOT NULL, user_name TEXT,
    amount INTEGER NOT NULL, remark TEXT NOT NULL, notify_url TEXT, said TEXT NOT NULL, state TEXT NOT NULL,
    fail_reason TEXT, package TEXT NOT NULL, made_at REAL NOT NULL, expires_at REAL NOT NULL, changed_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS notices (
    id INTEGER PRIMARY KEY, notice_id TEXT NOT NULL, url TEXT NOT NULL, event TEXT NOT NULL, summary TEXT NOT NULL,
    original TEXT NOT NULL, resource TEXT NOT NULL, made_at REAL NOT NULL, due_at REAL, tries INTEGER NOT NULL,
    answer INTEGER, dropped INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS notices_due ON notices (due_at) WHERE due_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS bills (token TEXT PRIMARY KEY, made_at REAL NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS codes (code TEXT PRIMARY KEY, openid TEXT NOT NULL, made_at REAL NOT NULL);
"""

TABLES = re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", SCHEMA)
