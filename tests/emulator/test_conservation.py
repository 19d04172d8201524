"""Whatever a shop asks for in whatever order, every fen stays somewhere and no pot falls below nothing."""

from random import Random

import pytest

from tests.emulator.shop import DAY, MINUTE, NUMBERS, RECEIVER, Shop


class Wanderer:
    """Asks for one thing after another; many of them are refused."""

    def __init__(self, shop, seed):
        self.shop, self.random = shop, Random(seed)
        self.trades, self.splits = [], []
        often = [self.pay, self.split, self.split, self.give_back]
        self.deeds = [*often, *often, self.refund, self.refund, self.unfreeze, self.wait]

    def step(self):
        self.random.choice(self.deeds)()

    def pay(self):
        split = self.random.random() < 0.9
        self.trades.append(self.shop.paid(self.random.randint(100, 5000), split=split))
        self.wait()

    def refund(self):
        if self.trades:
            trade = self.random.choice(self.trades[-4:])
            self.shop.wechat.control.refund(self.random.choice(["SUCCESS", "SUCCESS", "ABNORMAL", "CLOSED"]))
            self.shop.refund(trade, self.random.randint(1, trade["amount"]["total"]))

    def split(self):
        if self.trades:
            if self.random.random() < 0.3:
                self.shop.wechat.control.fail_splits()
            trade = self.random.choice(self.trades[-4:])
            status, split = self.shop.split(
                trade, self.random.randint(1, 300), finish=self.random.random() < 0.3
            )
            self.splits += [split] if status == 200 else []

    def unfreeze(self):
        if self.trades:
            self.shop.unfreeze(self.random.choice(self.trades[-4:]))

    def give_back(self):
        if self.splits:
            named = {"out_return_no": f"B{next(NUMBERS)}", "return_mchid": RECEIVER, "description": "退回"}
            split, amount = self.random.choice(self.splits[-4:]), self.random.randint(1, 100)
            self.shop.sdk.profitsharing_return(
                out_order_no=split["out_order_no"], amount=amount, **named, **self.shop.sub
            )

    def wait(self):
        self.shop.wechat.control.advance(self.random.choice([*[MINUTE] * 10, DAY, 31 * DAY, 1]))


@pytest.mark.parametrize(
    ("partner", "seed"), [(True, 3), (True, 5), (False, 3)]
)  # walks on which much succeeds
def test_every_fen_stays_somewhere(wechat, letterbox, partner, seed):
    shop = Shop(wechat, letterbox.url) if partner else Shop(wechat, letterbox.url, sub_mchid=None)
    shop.receiver()
    wanderer = Wanderer(shop, seed)
    for _ in range(60):
        wanderer.step()
        books = wechat.control.books()
        paid = sum(one["total"] for one in books["trades"] if one["paid_at"])
        back = sum(one["amount"] for one in books["refunds"] if one["status"] != "CLOSED")
        between = sum(one["amount"] for one in books["shares"] if one["result"] == "PENDING")
        pots = books["balances"].values()
        assert sum(pot["available"] + pot["frozen"] for pot in pots) == paid - back - between
        assert all(pot["available"] >= 0 and pot["frozen"] >= 0 for pot in pots)
    assert wanderer.splits
    assert any(one["result"] == "SUCCESS" for one in books["returns"])
