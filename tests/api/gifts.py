from gifts import links

MONEY = ["fen", "price", "amount", "payment", "refund", "freight", "currency", "8800", "88.00", "order"]


def token(gift):
    return {"Gift-Token": links.token(gift)}


def states(gift):
    gift.refresh_from_db()
    return gift.state
