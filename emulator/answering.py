"""A signed request, from its signature to its answer."""

import json
import re

from . import bills, certificates, faults, receivers, refunds, returns, signing, splits, trades, transfers
from .messages import Answer
from .refusal import Refusal

TRADE = "/v3/pay(?P<partner>/partner)?/transactions"
SPLIT = "/v3/profitsharing"
TRANSFER = "/v3/fund-app/mch-transfer/transfer-bills"
ROUTES = [  # method, path, operation, verb
    ("POST", TRADE + "/(?P<way>jsapi|h5|native)", "pay", trades.create),
    ("GET", TRADE + "/out-trade-no/(?P<out_trade_no>[^/]+)", "query", trades.query),
    ("GET", TRADE + "/id/(?P<transaction_id>[^/]+)", "query", trades.query),
    ("POST", TRADE + "/out-trade-no/(?P<out_trade_no>[^/]+)/close", "close", trades.close),
    ("POST", "/v3/refund/domestic/refunds", "refund", refunds.create),
    ("GET", "/v3/refund/domestic/refunds/(?P<out_refund_no>[^/]+)", "refund_query", refunds.query),
    ("POST", SPLIT + "/orders", "split", splits.create),
    ("POST", SPLIT + "/orders/unfreeze", "unfreeze", splits.unfreeze),
    ("GET", SPLIT + "/orders/(?P<out_order_no>[^/]+)", "split_query", splits.query),
    ("POST", SPLIT + "/return-orders", "return", returns.create),
    ("GET", SPLIT + "/return-orders/(?P<out_return_no>[^/]+)", "return_query", returns.query),
    ("POST", SPLIT + "/receivers/add", "receivers", receivers.add),
    ("POST", SPLIT + "/receivers/delete", "receivers", receivers.delete),
    ("GET", SPLIT + "/transactions/(?P<transaction_id>[^/]+)/amounts", "amounts", splits.amounts),
    ("POST", TRANSFER, "transfer", transfers.create),
    ("GET", TRANSFER + "/out-bill-no/(?P<out_bill_no>[^/]+)", "transfer_query", transfers.query),
    ("GET", TRANSFER + "/transfer-bill-no/(?P<transfer_bill_no>[^/]+)", "transfer_query", transfers.query),
    ("POST", TRANSFER + "/out-bill-no/(?P<out_bill_no>[^/]+)/cancel", "transfer_cancel", transfers.cancel),
    ("GET", "/v3/bill/(?P<kind>tradebill|fundflowbill)", "bill", bills.apply),
    ("GET", "/v3/profitsharing/(?P<kind>bills)", "bill", bills.apply),
    ("GET", "/v3/billdownload/file", "bill_download", bills.download),
    ("GET", "/v3/certificates", "certificates", certificates.listed),
]


def answer(desk, request):
    """Carry out a request to WeChat's API. Raises Silence if it is to be left without an answer."""
    try:
        operation, verb = route(request)
        with desk.books.deciding():
            admit(desk, request)
        fault = faults.take(desk, operation)
    except Refusal as refusal:
        return refused(desk, request, refusal)
    return carried_out(desk, request, operation, verb, fault)


def carried_out(desk, request, operation, verb, fault):
    """With the fault that strikes before the deed or after it; a deed that was refused is struck as well."""
    kind = fault["kind"] if fault else None
    status, told = None, {"code": kind}
    try:
        if kind in faults.BEFORE:
            faults.strike(fault)
        status, told = done(desk, request, verb)
        if kind in faults.AFTER:
            faults.strike(fault)
    except Refusal as refusal:
        status, told = refusal.status, refusal.as_json()
    finally:
        record = {"operation": operation, "method": request.method, "path": request.target}
        code = told.get("code") if isinstance(told, dict) else None
        desk.books.add("requests", at=desk.clock.now(), status=status, code=code, **record)
    return signed(desk, request, status, told, bad=kind == "bad_signature")


def done(desk, request, verb):
    desk.look()
    try:
        with desk.books.deciding():
            return verb(desk, request)
    except Refusal as refusal:
        return refusal.status, refusal.as_json()


def route(request):
    for method, pattern, operation, verb in ROUTES:
        found = method == request.method and re.fullmatch(pattern, request.path)
        if found:
            request.named = found.groupdict()
            return operation, verb
    raise Refusal(404, "NOT_FOUND", "接口不存在")


def admit(desk, request):
    """Only what the merchant signed, and only once."""
    nonce = signing.verify_request(
        desk.keys,
        authorization=request.authorization,
        method=request.method,
        target=request.target,
        body=request.text,
    )
    sql = "INSERT OR IGNORE INTO nonces (nonce, at) VALUES (?, ?)"
    if not desk.books.run(sql, nonce, desk.clock.now()):
        raise signing.sign_error("随机字符串已使用过")


def signed(desk, request, status, told, *, bad=False):
    """told: what becomes the JSON, or None, or an Answer that goes out as it is, unsigned."""
    if isinstance(told, Answer):
        return told
    text = "" if told is None else json.dumps(told, ensure_ascii=False)
    keys = desk.keys
    serial = keys.platform_id if request.wanted_serial == keys.platform_id else keys.certificate_serial
    headers = signing.signed_headers(keys.platform, text, serial=serial)
    if bad:
        headers["Wechatpay-Signature"] = signing.broken(headers["Wechatpay-Signature"])
    return Answer(status, text.encode(), headers | {"Content-Type": "application/json; charset=utf-8"})


def refused(desk, request, refusal):
    return signed(desk, request, refusal.status, refusal.as_json())
