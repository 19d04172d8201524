"""Bills of a Beijing day, from 10 o'clock on the next: yuan with two decimals, a backtick before every value."""

import gzip
import hashlib
import secrets
from datetime import date, timedelta

from . import flowbill, splitbill, tradebill
from .clock import HOUR, MINUTE, beijing, day_of
from .messages import Answer
from .refusal import Refusal, invalid

READY = 10 * HOUR
VALID = 5 * MINUTE
OLDEST = timedelta(days=92)
WRITERS = {"tradebill": tradebill.write, "fundflowbill": flowbill.write, "bills": splitbill.write}


def apply(desk, request):
    """GET /v3/bill/{tradebill, fundflowbill} and /v3/profitsharing/bills: where the bill can be had for 5 minutes."""
    said = request.query
    start, end = wanted_day(desk, said)
    text = WRITERS[request.named["kind"]](desk, said, start, end)
    if not text:
        raise Refusal(400, "NO_STATEMENT_EXIST", "账单文件不存在")
    plain = text.encode()
    token = secrets.token_urlsafe(32)
    content = gzip.compress(plain) if said.get("tar_type") == "GZIP" else plain
    desk.books.add("bills", token=token, made_at=desk.clock.now(), content=content)
    return 200, {
        "hash_type": "SHA1",
        "hash_value": hashlib.sha1(plain).hexdigest(),  # noqa: S324, as WeChat does
        "download_url": f"{request.base}/v3/billdownload/file?token={token}",
    }


def wanted_day(desk, said):
    now = desk.clock.now()
    today = beijing(now).date()
    try:
        day = date.fromisoformat(said.get("bill_date", ""))
    except ValueError:
        raise invalid("账单日期格式错误") from None
    if not today - OLDEST <= day < today:
        raise invalid("仅支持三个月内、昨日及以前的账单")
    start, end = day_of(day)
    if now < end + READY:
        raise Refusal(400, "STATEMENT_CREATING", "账单生成中，请在次日10点后获取")
    return start, end


def download(desk, request):
    """GET the download_url, signed like any request; the answer is not signed."""
    sql = "SELECT * FROM bills WHERE token = ?"
    bill = desk.books.one(sql, request.query.get("token", ""))
    if not bill or desk.clock.now() > bill["made_at"] + VALID:
        raise invalid("账单下载地址无效或已过期，请重新申请")
    return 200, Answer(200, bill["content"], {"Content-Type": "text/plain; charset=utf-8"})
