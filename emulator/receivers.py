"""Who may be given a share of a merchant's trades."""

from .fields import text
from .refusal import bad_parameter
from .signing import decrypt_name

TYPES = {"MERCHANT_ID", "PERSONAL_OPENID", "PERSONAL_SUB_OPENID"}
RELATIONS = {
    "SERVICE_PROVIDER",
    "STORE",
    "STAFF",
    "STORE_OWNER",
    "PARTNER",
    "HEADQUARTER",
    "BRAND",
    "DISTRIBUTOR",
    "USER",
    "SUPPLIER",
    "CUSTOM",
}


def add(desk, request):
    """POST /v3/profitsharing/receivers/add. Adding again changes nothing and is answered like the first time."""
    said = request.body
    mchid, kind, account = named(desk, said)
    relation = text(said, "relation_type", 32)
    if relation not in RELATIONS:
        raise bad_parameter("relation_type")
    if relation == "CUSTOM":
        text(said, "custom_relation", 10)
    name = text(said, "name", 1024, wanted=kind == "MERCHANT_ID")
    plain = name and decrypt_name(desk.keys, name, "name")
    sql = "INSERT OR IGNORE INTO receivers (mchid, type, account, relation, name) VALUES (?, ?, ?, ?, ?)"
    desk.books.run(sql, mchid, kind, account, relation, plain)
    return 200, answer(said, "type", "account", "name", "relation_type", "custom_relation")


def delete(desk, request):
    """POST /v3/profitsharing/receivers/delete"""
    sql = "DELETE FROM receivers WHERE mchid = ? AND type = ? AND account = ?"
    desk.books.run(sql, *named(desk, request.body))
    return 200, answer(request.body, "type", "account")


def named(desk, said):
    mchid = desk.merchant(text(said, "sub_mchid", 32, wanted=False))
    kind = text(said, "type", 32)
    if kind not in TYPES:
        raise bad_parameter("type")
    return mchid, kind, text(said, "account", 64)


def answer(said, *names):
    return {name: said[name] for name in ("sub_mchid", *names) if name in said}


def known(desk, mchid, kind, account):
    sql = "SELECT 1 FROM receivers WHERE mchid = ? AND type = ? AND account = ?"
    return bool(desk.books.one(sql, mchid, kind, account))
