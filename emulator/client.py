"""The control interface as a Python object. Amounts are fen, times seconds."""

import httpx


class Control:
    """Every method raises httpx.HTTPStatusError if the emulator refuses."""

    def __init__(self, url):
        self.http = httpx.Client(base_url=f"{url}/control", timeout=60, trust_env=False)

    def ask(self, name, **said):
        answer = self.http.post(
            f"/{name}", json={key: value for key, value in said.items() if value is not None}
        )
        answer.raise_for_status()
        return answer.json()

    def pay(self, out_trade_no=None, *, prepay_id=None, code_url=None, openid=None):
        """The payer pays; the trade as a query would answer it."""
        return self.ask(
            "pay", out_trade_no=out_trade_no, prepay_id=prepay_id, code_url=code_url, openid=openid
        )

    def advance(self, seconds):
        """Move the clock; what fell due meanwhile is done, but notices wait to be delivered."""
        return self.ask("clock", advance=seconds)

    def books(self):
        return self.ask("books")

    def fault(self, operation, kind, *, count=1, seconds=None):
        return self.ask("faults", operation=operation, kind=kind, count=count, seconds=seconds)

    def notices(self, mode, *, seconds=0):
        """How notices travel from now on: normal, duplicate, reorder, delay, drop."""
        return self.ask("notices", mode=mode, seconds=seconds)

    def deliver(self):
        """Send the notices that are due; how many."""
        return self.ask("notices/deliver")["sent"]

    def send(self, how, *, notice_id=None):
        """One notice in a special way, the last if none is named; the status that the shop answered, or None."""
        return self.ask("notices/send", how=how, id=notice_id)["status"]

    def refund(self, status, out_refund_no=None):
        """End this refund so, or the next one that is asked for."""
        return self.ask("refunds", status=status, out_refund_no=out_refund_no)

    def refunds_take(self, seconds):
        return self.ask("refunds", seconds=seconds)

    def fail_splits(self, fail_reason="ACCOUNT_ABNORMAL", *, count=1):
        """So many of the next receivers get nothing."""
        return self.ask("splits", fail_reason=fail_reason, count=count)

    def balance(self, mchid, fen):
        return self.ask("balance", mchid=mchid, fen=fen)

    def confirm(self, out_bill_no):
        """The person takes the money of a transfer."""
        return self.ask("transfers", out_bill_no=out_bill_no)

    def merchant(self, mchid):
        return self.ask("merchants", mchid=mchid)

    def openid(self, openid):
        """Who logs in from now on."""
        return self.ask("openid", openid=openid)

    def reset(self):
        return self.ask("reset")

    def close(self):
        self.http.close()
