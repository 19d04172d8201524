"""What went wrong with what the demo's people bought: an after-sale in every state that there is to look at."""

from orders.aftersale import answering, asking
from orders.aftersale.reasons import Reason
from orders.aftersale.transitions import Kind, State
from orders.models import Order

# The buyer, the product, what is asked for, and how far it has come.
ASKED = [
    ("mei", "thermos", Kind.RETURN, Reason.WRONG, None, "要的是白色，来的是绿色", State.APPROVED),
    ("bo", "cashews", Kind.REFUND, Reason.MISSING, 1000, "少了一小包", State.REFUNDED),
    ("lin", "linen-notebook", Kind.REFUND, Reason.DAMAGED, None, "书角压皱了", State.APPEALED),
    ("an", "nut-chocolate", Kind.REFUND, Reason.NOT_WANTED, None, "买多了", State.REJECTED),
    ("tuan", "rainbow-blocks", Kind.RETURN, Reason.NOT_WANTED, None, "家里已经有一套了", State.RETURNING),
    ("mei", "drip-coffee", Kind.REFUND, Reason.DAMAGED, 600, "有两包漏气", State.REQUESTED),
]


def load(people):
    for name, handle, kind, reason, fen, words, so_far in ASKED:
        order = Order.objects.own(people[name]).get(lines__variant__product__handle=handle)
        aftersale = asking.request(
            order.pk, by=people[name], kind=kind, reason=reason, words=words, goods_fen=fen
        )
        _bring(aftersale.pk, so_far, people["owner"])


def _bring(aftersale_id, so_far, staff):
    """By the verbs of staff and of whoever asked, to where it is."""
    if so_far in {State.REJECTED, State.APPEALED}:
        answering.reject(aftersale_id, by=staff, words="签收时包装完好，请提供照片")
    if so_far == State.APPEALED:
        asking.appeal(aftersale_id, words="照片已经发给客服，请平台看看")
    if so_far in {State.APPROVED, State.RETURNING, State.REFUNDED}:
        answering.approve(aftersale_id, by=staff)
    if so_far == State.RETURNING:
        asking.post_back(aftersale_id, carrier="ZTO", tracking_number="ZTO75318642097")
