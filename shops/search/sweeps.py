"""What went past Python is mended within seconds, and the phrases are counted once a day."""

from giftshop.deadlines import Sweep
from giftshop.deadlines import register as register_sweep
from shops.models import SearchPhrase, StaleEntry
from shops.search import index, phrases

SWEEPS = [
    Sweep("shops.index", StaleEntry.objects.due, "due_at", index.write),
    Sweep("shops.phrases", SearchPhrase.objects.due, "due_at", phrases.renew),
]


def register():
    for sweep in SWEEPS:
        register_sweep(sweep)
