"""What the answers of the API can hold, read from its description; and which field of docs/visibility.md that is."""

from tests.api.contract import METHODS

# Role → (its column in the table, the operations that tell it of a gift).
SEEN_AS_GIVER = ["GiftsGet", "GiftsPost", "GiftGet", "LinkPost"]
BATCHES = ["GiftBatchesGet", "GiftBatchesPost", "GiftBatchGet", "GiftBatchItemsGet", "GiftBatchPaymentsGet"]
EVENTS = ["EventsGet", "EventGet", "DeliveriesGet", "RedeliveryPost"]
ORDERS = [
    "ShopOrdersGet",
    "ShopOrderGet",
    "ShopOrderNotesPost",
    "ShopOrderWithdrawalPost",
    "ShopShipmentsPost",
]
ANSWERS = ["ShopAfterSaleApprovalPost", "ShopAfterSaleRejectionPost", "ShopAfterSaleReceiptPost"]
MONEY = ["ShopRefundsGet", "ShopStatementsGet", "ShopStatementGet", "ShopBalanceGet", "ShopCommissionsGet"]
ROLES = {
    "giver": ("giver", SEEN_AS_GIVER),
    "giver's partner": ("giver", [*SEEN_AS_GIVER, *BATCHES, *EVENTS, "CustomerGet", "CustomerDelete"]),
    "holder": ("holder", ["GiftGet", "RefusalPost"]),
    "contact": ("contact", ["GiftsGet", "GiftGet", "RefusalPost"]),
    "recipient": ("recipient", ["GiftsGet", "GiftGet", "AcceptancePost", "ParcelGet"]),
    "guest": ("guest", ["GiftGet", "AcceptancePost", "ParcelGet"]),
    "shop's partner": (
        "shop",
        [*ORDERS, "ShopAfterSalesGet", "ShopAfterSaleGet", *ANSWERS, *MONEY, "ShopSharersGet", *EVENTS],
    ),
    "sharer": ("sharer", ["ShareLinksGet", "ShareLinksPost", "ShareLinkGet", "CommissionDailyGet"]),
}

# What tells of no gift, and why.
ELSEWHERE = {
    "the shop's window, for everybody": [
        *["SchemaGet", "CarriersGet", "CategoriesGet", "CoversGet"],
        *["ProductsGet", "ProductGet", "ShopsGet", "ShopGet"],
    ],
    "what one bought for oneself": ["OrdersGet", "OrderGet"],
    "commission of what others bought for themselves": ["CommissionsGet"],
    "whom one has exchanged a gift with before": ["ContactsGet"],
    "a shop's goods, and how it trades": [
        *[
            "OwnShopGet",
            "OwnShopPatch",
            "OwnProductsGet",
            "OwnProductsPost",
            "OwnProductGet",
            "OwnProductPatch",
        ],
        *["NewOwnVariantPost", "OwnPicturesPost", "OwnPicturePatch", "OwnVariantsGet", "OwnVariantGet"],
        *["OwnVariantPatch", "OwnStockUpdatesPost", "OwnPriceUpdatesPost"],
    ],
    "where a partner is told of events": [
        *["WebhookEndpointsGet", "WebhookEndpointsPost", "WebhookEndpointGet", "WebhookEndpointPatch"],
        *["WebhookEndpointDelete", "WebhookSecretPost", "WebhookTestPost"],
    ],
}

# Property, or Shape.property where the name alone does not say it → the fields of the table that it carries. Those in
# BESIDE are no rows of the table: the sentences below it say who reads them.
CARRIES = {
    "price": ["unit_price_fen", "goods_fen"],
    "freight": ["freight_fen"],
    "total": ["total_fen", "GiftBatchPaymentShape.amount_fen"],
    "refund": [
        *["goods_back_fen", "own_fen", "RefundShape.amount_fen", "OrderRefund.amount_fen"],
        *["ShopRefundShape.amount_fen", "ShopAfterSaleShape.amount_fen", "ShopAfterSaleDetail.amount_fen"],
    ],
    "payment": [
        *[
            "PaymentShape.number",
            "PaymentShape.url",
            "GiftBatchPaymentShape.number",
            "GiftBatchPaymentShape.url",
        ],
        "GiftBatchItemShape.payment",
    ],
    "order": ["order", "ShopOrderShape.number", "ShopOrderDetail.number"],
    "greeting": ["greeting", "CardShape.words"],
    "giver": ["giver", "CardShape.sender", "CustomerShape.nickname"],
    "cover": ["cover", "cover_picture"],
    "link": ["LinkShape.url", "LinkShape.token"],
    "recipient": ["accepted_by", "contact"],
    "consignee": ["consignee"],
    "phone": ["phone"],
    "street": ["DeliverTo.detail"],
    "province": ["province", "city", "district", "Masked.address"],
    "tracking": ["tracking_number"],
    "carrier": ["carrier"],
    "complaint": ["ShopAfterSaleDetail.words", "appeal"],
    "return": ["ParcelSent.tracking_number", "ParcelSent.carrier"],
    "email": ["email"],
    "code": [
        *["GiftSent.code", "GiftReceived.code", "GiftReceivedDetail.code", "GiftAccepted.code"],
        *["ParcelShape.code", "RefusalShape.code", "GiftBatchItemShape.gift", "EventData.gift"],
    ],
    "customer": ["customer", "external_id"],
    "receipt": ["ReceiptShape.secret", "ReceiptShape.url"],
    "word": ["decline_word", "RefusalShape.word"],
    "notes": ["NoteShape.words", "NoteShape.by", "ShopOrderDetail.note"],
    "sharers": ["ShopSharerShape.nickname", "ShopSharerShape.note", "CostShape.name"],
    "commission": [
        *["commission_fen", "pending_fen", "settled_fen", "cancelled_fen", "GiftsOfDay.amount_fen"],
    ],
    "books": [
        *["fee_fen", "sales_fen", "divided_fen", "held_fen", "earned_fen", "paid_out_fen", "back_fen"],
        *[
            "taken_fen",
            "balance_fen",
            "opening_fen",
            "closing_fen",
            "paid_fen",
            "payable_fen",
            "receivable_fen",
        ],
        *["HeldShape.amount_fen", "StatementLine.amount_fen"],
    ],
}

# Neither money nor anything of a person.
HARMLESS = """
    accepted_at address_locked_until answered_at appealed_at at capped cause closed_at closed_because
    completed_at count counts created_at currency day deadline_at decided_at divided_on due_at duration_ms
    ended_at error expires_at fee_bps id instance joined_at kept_back kind left_at merchant_at_fault month
    newcomers next next_try_at occurred_at orders paid_at paid_back_at parameter picture placed placed_at
    pointer position posted_at product_id program quantity rate_bps reason received_at reference refused
    rejection released_at requested_at result role shared_as ship_due_at shipped_at sku state status title
    total type variant variant_id verdict visits waits_for wechat_code
    ErrorShape.code ErrorShape.detail EventData.after_sale EventData.endpoint EventData.refund
    EventData.sharer EventData.shop GiftBatchShape.number HeldShape.words ItemProblem.code
    ItemProblem.detail OptionShape.name OrderRefund.number Problem.code Problem.detail ShareLinkDetail.code
    ShareLinkDetail.url ShareLinkShape.code ShareLinkShape.url SharedShowcase.code SharedShowcase.name
    ShopAfterSaleDetail.number ShopAfterSaleShape.number ShopRef.code ShopRef.name ShopRefundShape.number
    StatementLine.words
""".split()  # noqa: SIM905

# A name that several shapes have for different things: only Shape.property says what it is.
AMBIGUOUS = {
    "number",
    "code",
    "words",
    "name",
    "url",
    "detail",
    "address",
    "amount_fen",
    "note",
    "nickname",
    "by",
}


def operations(document):
    """operationId → operation."""
    items = document["paths"].values()
    return {item[method]["operationId"]: item[method] for item in items for method in item.keys() & METHODS}


def said(document, operation, role):
    """(shape, property) of all that a success may tell `role`. A property that holds a shape tells what that says."""
    shapes, found, done = document["components"]["schemas"], set(), set()
    todo = [("", schema) for schema in successes(operation)]
    while todo:
        shape, schema = todo.pop()
        for name in named(schema, role) - done:
            done.add(name)
            todo.append((name, shapes[name]))
        for name, value in schema.get("properties", {}).items():
            if not named(value, role):
                found.add((shape, name))
            todo.append((shape, value))
    return found


def successes(operation):
    bodies = [response for status, response in operation["responses"].items() if status < "300"]
    return [media["schema"] for body in bodies for media in body.get("content", {}).values()]


def named(schema, role):
    """The shapes that a schema leads to; where they depend on the role, those of `role`."""
    if "discriminator" in schema:
        mapping = schema["discriminator"]["mapping"]
        assert set(mapping) <= {"giver", "holder", "contact", "recipient", "guest"}
        return {mapping[role].rpartition("/")[2]} if role in mapping else set()
    inner = [*schema.get("allOf", []), *schema.get("oneOf", []), *schema.get("anyOf", [])]
    inner += [schema["items"]] if "items" in schema else []
    own = {schema["$ref"].rpartition("/")[2]} if "$ref" in schema else set()
    return own.union(*(named(value, role) for value in inner))


def fields(shape, name):
    """The fields of the table that a property carries, none if it is harmless. Unknown to this page: an error."""
    full = f"{shape}.{name}"
    known = {word for words in CARRIES.values() for word in words} | set(HARMLESS)
    clear = full in known or (name in known and name not in AMBIGUOUS)
    assert clear, f"say in tests/privacy/shapes.py what {full} carries, or that it is harmless"
    return {
        field for field, words in CARRIES.items() if full in words or (name in words and full not in HARMLESS)
    }
