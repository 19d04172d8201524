"""What gifts and orders look like, for the description; a test holds each to its shape."""

from drf_spectacular.utils import OpenApiExample

SHOP = {"code": "tea-house", "name": "茶语小铺"}
GOODS = {"title": "明前龙井", "variant": "罐装", "picture": "https://shop.example/media/pictures/3f.jpg"}
AMOUNT = {"currency": "CNY", "goods_fen": 8800, "freight_fen": 0, "total_fen": 8800}
SHIPPING = {"state": "to_ship", "shipped_at": None, "completed_at": None}
TRACKING = SHIPPING | {"carrier": None, "tracking_number": None}
MASKED = {"consignee": "王*", "phone": "138****8000", "address": "浙江省杭州市"}
LINK = {
    "url": "https://shop.example/g/D3Q3X30EA990-QMUN7XqnJpmbHYhnZT1EEcTo",
    "token": "QMUN7XqnJpmbHYhnZT1EEcTo",
}
PAYMENT = {
    "number": "KPWG5MENAHJ9",
    "state": "pending",
    "expires_at": "2026-03-01T09:00:00Z",
    "url": "https://shop.example/payments/KPWG5MENAHJ9-bXzz60ty74PiAy1kZnQ6oueH8Qc2kSfnZ4TjdHzCE",
}
CLOSED = {"number": "KPWG5MENAHJ9", "state": "paid", "expires_at": "2026-03-01T09:00:00Z", "url": None}
GIFT = {
    "code": "D3Q3X30EA990",
    "state": "unpaid",
    "greeting": "生日快乐",
    "cover": "birthday",
    "cover_picture": "https://shop.example/static/covers/birthday.svg",
    "goods": GOODS,
    "shop": SHOP,
    "deadline_at": None,
    "accepted_at": None,
}
SENT = GIFT | {
    "role": "giver",
    "created_at": "2026-03-01T08:30:00Z",
    "closed_at": None,
    "customer": "crm-42",
    "contact": None,
    "accepted_by": None,
    "decline_word": "",
    "amount": AMOUNT,
    "payment": PAYMENT,
    "refunds": [],
    "link": None,
    "shipping": None,
}
PENDING = SENT | {
    "state": "pending",
    "deadline_at": "2026-03-02T08:31:00Z",
    "payment": CLOSED,
    "link": LINK,
}
RECEIVED = GIFT | {
    "state": "pending",
    "deadline_at": "2026-03-02T08:31:00Z",
    "role": "guest",
    "giver": "小明",
    "shipping": None,
}
OPTIONS = RECEIVED | {"role": "holder", "options": [{"id": 22, "name": "盒装"}]}
ACCEPTED = RECEIVED | {
    "state": "accepted",
    "accepted_at": "2026-03-01T10:00:00Z",
    "shipping": TRACKING,
    "receipt": {
        "secret": "7TQqCMIgtLrWwu-0fGc4r2Zv",
        "url": "https://shop.example/g/r/D3Q3X30EA990-7TQqCMIgtLrWwu-0fGc4r2Zv",
    },
}
PARCEL = {
    "code": "D3Q3X30EA990",
    "goods": GOODS,
    "shop": SHOP,
    "shipping": TRACKING,
    "deliver_to": MASKED,
    "address_locked_until": "2026-03-02T10:00:00Z",
}
ORDER = {
    "number": "AJ279Z8K85JQ",
    "state": "to_ship",
    "wechat_code": 20,
    "shop": SHOP,
    "lines": [GOODS | {"quantity": 1, "unit_price_fen": 8800}],
    "amount": AMOUNT,
    "placed_at": "2026-03-01T08:30:00Z",
    "paid_at": "2026-03-01T08:31:00Z",
    "closed_at": None,
}
ORDER_WHOLE = ORDER | {
    "note": "",
    "deliver_to": MASKED,
    "payment": CLOSED,
    "refunds": [],
    "shipping": TRACKING,
}
PRODUCT = {
    "currency": "CNY",
    "giftable": True,
    "not_giftable_because": None,
    "id": 7,
    "title": "明前龙井",
    "shop": SHOP,
    "price_from_fen": 8800,
    "picture": None,
}


def shown(name, value, status=200):
    """An example of an answer."""
    return OpenApiExample(name, value=value, response_only=True, status_codes=[str(status)])


def listed(name, *items, next=None):
    """An example of a page."""
    return shown(name, {"items": list(items), "next": next})
