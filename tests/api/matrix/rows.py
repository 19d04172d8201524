"""What the API offers and to whom: a row for each method of each address, written down here and not read from the
views, so that a view that opens too far is found.
"""

from dataclasses import dataclass, field

from django.utils.timezone import localdate

from giftshop.clock import db_now

PARTNERS = frozenset({"crm", "erp"})
SHOPS = frozenset({"erp"})
PERSONS = frozenset({"person"})
PEOPLE = PERSONS | {"guest"}
SENDERS = PERSONS | PARTNERS
ANYBODY = SENDERS | {"guest"}
ADDRESS = {
    "consignee": "王小波",
    "phone": "13800138000",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "detail": "文三路 100 号",
}


@dataclass(frozen=True)
class Row:
    """`who` may call, with a token of this `scope`; `things` says which thing of the caller's stands for a parameter.

    `body` is what a caller sends, by its Hand; None: the example of the description, or nothing. `secrets` are the
    headers that stand in for a login.
    """

    who: frozenset
    scope: str = ""
    things: dict = field(default_factory=dict)
    body: object = None
    fixed: dict = field(default_factory=dict)
    secrets: tuple = ()

    def path(self, operation, things):
        named = {name: things[thing] for name, thing in self.things.items()}
        fixed = {name: value() for name, value in self.fixed.items()}
        return operation.partition(" ")[2].format(**named, **fixed)


def today():
    return localdate(db_now())


def wish(hand):
    wish = {"variant": hand.things["buys"], "price_fen": 8800}
    return wish if hand.kind == "person" else wish | {"customer": {"external_id": hand.things["customer"]}}


def shipments(hand):
    parcel = {"order": hand.things["sale"], "carrier": "SF", "tracking_number": "SF1234567890123"}
    return {"items": [parcel]}


def counts(hand):
    return {"items": [{"variant": hand.things["variant"], "stock": 7}]}


def prices(hand):
    return {"items": [{"variant": hand.things["variant"], "price_fen": 7}]}


GIFT = {"code": "gift"}
SALE = {"number": "sale"}
BATCH = {"number": "batch"}
ASKED = {"number": "asked"}
ENDPOINT = {"id": "endpoint"}

ROWS = {
    "GET /schema": Row(ANYBODY),
    "GET /carriers": Row(ANYBODY),
    "GET /categories": Row(ANYBODY),
    "GET /covers": Row(ANYBODY),
    "GET /products": Row(ANYBODY),
    "GET /products/{id}": Row(ANYBODY, things={"id": "product"}),
    "GET /shops": Row(ANYBODY),
    "GET /shops/{shop}": Row(ANYBODY, things={"shop": "shop"}),
    "GET /contacts": Row(PERSONS, "gifts:read"),
    "GET /gifts": Row(SENDERS, "gifts:read"),
    "POST /gifts": Row(SENDERS, "gifts:write", body=wish),
    "GET /gifts/{code}": Row(ANYBODY, "gifts:read", GIFT, secrets=("Gift-Token", "Gift-Receipt")),
    "POST /gifts/{code}/link": Row(SENDERS, "gifts:write", GIFT),
    "POST /gifts/{code}/acceptance": Row(
        PEOPLE, "gifts:write", {"code": "offered"}, {"address": ADDRESS}, secrets=("Gift-Token",)
    ),
    "POST /gifts/{code}/refusal": Row(PERSONS, "gifts:write", {"code": "offered"}, {"word": "谢谢"}),
    "GET /gifts/{code}/parcel": Row(PEOPLE, "gifts:read", {"code": "received"}, secrets=("Gift-Receipt",)),
    "GET /customers/{external_id}": Row(PARTNERS, "gifts:read", {"external_id": "customer"}),
    "DELETE /customers/{external_id}": Row(PARTNERS, "gifts:write", {"external_id": "customer"}),
    "GET /gift-batches": Row(PARTNERS, "gifts:read"),
    "POST /gift-batches": Row(PARTNERS, "gifts:write", body=lambda hand: {"items": [wish(hand)]}),
    "GET /gift-batches/{number}": Row(PARTNERS, "gifts:read", BATCH),
    "GET /gift-batches/{number}/items": Row(PARTNERS, "gifts:read", BATCH),
    "GET /gift-batches/{number}/payments": Row(PARTNERS, "gifts:read", BATCH),
    "GET /orders": Row(PERSONS, "orders:read"),
    "GET /orders/{number}": Row(PERSONS, "orders:read", {"number": "order"}),
    "GET /share-links": Row(PERSONS, "share-links:read"),
    "POST /share-links": Row(PERSONS, "share-links:write", body={"shop": "tea-house"}),
    "GET /share-links/{code}": Row(PERSONS, "share-links:read", {"code": "link"}),
    "GET /commissions": Row(PERSONS, "commissions:read"),
    "GET /commissions/days": Row(PERSONS, "commissions:read"),
    "GET /events": Row(PARTNERS, "events:read"),
    "GET /events/{id}": Row(PARTNERS, "events:read", {"id": "event"}),
    "GET /webhook-endpoints": Row(PARTNERS, "webhooks:read"),
    "POST /webhook-endpoints": Row(PARTNERS, "webhooks:write"),
    "GET /webhook-endpoints/{id}": Row(PARTNERS, "webhooks:read", ENDPOINT),
    "PATCH /webhook-endpoints/{id}": Row(PARTNERS, "webhooks:write", ENDPOINT),
    "DELETE /webhook-endpoints/{id}": Row(PARTNERS, "webhooks:write", ENDPOINT),
    "POST /webhook-endpoints/{id}/secret": Row(PARTNERS, "webhooks:write", ENDPOINT),
    "POST /webhook-endpoints/{id}/test": Row(PARTNERS, "webhooks:write", ENDPOINT),
    "GET /webhook-endpoints/{id}/deliveries": Row(PARTNERS, "webhooks:read", ENDPOINT),
    "POST /webhook-endpoints/{id}/deliveries/{delivery}/redelivery": Row(
        PARTNERS, "webhooks:write", ENDPOINT | {"delivery": "delivery"}
    ),
    "GET /shop": Row(SHOPS, "shop:read"),
    "PATCH /shop": Row(SHOPS, "shop:write"),
    "GET /shop/orders": Row(SHOPS, "orders:read"),
    "GET /shop/orders/{number}": Row(SHOPS, "orders:read", SALE),
    "POST /shop/orders/{number}/notes": Row(SHOPS, "orders:write", SALE),
    "POST /shop/orders/{number}/withdrawal": Row(SHOPS, "orders:write", SALE),
    "POST /shop/shipments": Row(SHOPS, "orders:write", body=shipments),
    "GET /shop/after-sales": Row(SHOPS, "after-sales:read"),
    "GET /shop/after-sales/{number}": Row(SHOPS, "after-sales:read", ASKED),
    "POST /shop/after-sales/{number}/approval": Row(SHOPS, "after-sales:write", ASKED),
    "POST /shop/after-sales/{number}/rejection": Row(SHOPS, "after-sales:write", ASKED),
    "POST /shop/after-sales/{number}/receipt": Row(SHOPS, "after-sales:write", {"number": "returned"}),
    "GET /shop/refunds": Row(SHOPS, "refunds:read"),
    "GET /shop/statements": Row(SHOPS, "statements:read"),
    "GET /shop/statements/{day}": Row(SHOPS, "statements:read", fixed={"day": today}),
    "GET /shop/balance": Row(SHOPS, "statements:read"),
    "GET /shop/sharers": Row(SHOPS, "sharers:read"),
    "GET /shop/commissions": Row(SHOPS, "commissions:read"),
    "GET /shop/products": Row(SHOPS, "products:read"),
    "POST /shop/products": Row(
        SHOPS,
        "products:write",
        body={
            "title": "春茶",
            "option_names": ["包装"],
            "variants": [{"option_values": ["罐"], "price_fen": 1}],
        },
    ),
    "GET /shop/products/{id}": Row(SHOPS, "products:read", {"id": "product"}),
    "PATCH /shop/products/{id}": Row(SHOPS, "products:write", {"id": "product"}),
    "POST /shop/products/{id}/variants": Row(
        SHOPS, "products:write", {"id": "product"}, {"option_values": ["袋装"], "price_fen": 1}
    ),
    "POST /shop/products/{id}/pictures": Row(SHOPS, "products:write", {"id": "product"}),
    "PATCH /shop/pictures/{id}": Row(SHOPS, "products:write", {"id": "picture"}),
    "GET /shop/variants": Row(SHOPS, "products:read"),
    "GET /shop/variants/{id}": Row(SHOPS, "products:read", {"id": "variant"}),
    "PATCH /shop/variants/{id}": Row(SHOPS, "products:write", {"id": "variant"}),
    "POST /shop/stock-updates": Row(SHOPS, "products:write", body=counts),
    "POST /shop/price-updates": Row(SHOPS, "products:write", body=prices),
}
