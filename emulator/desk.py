"""The desk at which requests are served: the keys, the books and the clock, and what falls due by itself."""

from threading import Event

from . import refunds, splits, trades, transfers
from .clock import Clock
from .refusal import no_auth

AFTER_A_LOOK = (  # what the clock does, in this order
    trades.close_expired,
    refunds.settle_due,
    splits.settle_due,
    splits.release_due,
    transfers.settle_due,
)


class Desk:
    """sub_mchids: the platform's merchants, more of which can be made known; None for whatever number is asked for.
    certificates: whether notices are signed with the platform's certificate instead of its public key.
    """

    def __init__(self, *, keys, books, sub_mchids=(), certificates=False):
        self.keys = keys
        self.books = books
        self.clock = Clock(books)
        self.serial = keys.certificate_serial if certificates else keys.platform_id
        self.stopping = Event()
        self.sub_mchids = sub_mchids
        self.open_accounts()

    def open_accounts(self):
        with self.books.deciding():
            for mchid in self.sub_mchids or ():
                self.know(mchid)

    def know(self, mchid):
        """From now on this number is a merchant of the platform's."""
        self.books.run("INSERT OR IGNORE INTO merchants (mchid) VALUES (?)", mchid)

    def merchant(self, sub_mchid):
        """The merchant for whom the platform asks: a known sub-merchant, or itself if none is named."""
        if sub_mchid is None:
            return self.keys.mchid
        if self.sub_mchids is None:
            self.know(sub_mchid)
        if not self.books.one("SELECT 1 FROM merchants WHERE mchid = ?", sub_mchid):
            raise no_auth("服务商和子商户无受理关系")
        return sub_mchid

    def look(self):
        """Do whatever fell due since the last look."""
        now = self.clock.now()
        with self.books.deciding():
            for done in AFTER_A_LOOK:
                done(self, now)

    def reset(self):
        """As on the first day, but with the same keys."""
        self.books.forget_everything()
        self.open_accounts()
