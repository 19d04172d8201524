"""Sharing on the first page behind the counter: who brought most in those days, and what it cost."""

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from sharers.figures import costs

TOP = 5
SECONDS = 300  # a panel is kept: it sums up to 90 days of everybody who shares
WORDS = {"sharer": _("sharer"), "promoter": _("promoter"), "channel": _("channel")}


def panel(board):
    """Handler of `giftshop.counter.ports.PANELS`."""
    shops = "all" if board.shops is None else ",".join(map(str, sorted(board.shops)))
    key = f"sharing:{shops}:{board.days[0]}:{board.days[-1]}"
    told = cache.get(key)
    if told is None:
        told = _told(costs.of(board.shops, board.days[0], board.days[-1], by=costs.SALES, limit=TOP))
        cache.set(key, told, SECONDS)
    rows = [(WORDS[kind], name, figures) for kind, name, figures in told["rows"]]
    return "sharers/admin/panel.html", {"rows": rows, "total": told["total"]}


def name_of(owner):
    """A channel's own name, a person's nickname."""
    return owner.user.name if hasattr(owner, "user") else owner.name


def _told(found):
    rows = [(cost.kind, name_of(cost.owner), cost.figures) for cost in found.rows]
    return {"rows": rows, "total": found.total}
