"""A file that a merchant has said yes to, brought in part by part: whatever crashes, the next worker goes on."""

from datetime import timedelta
from itertools import islice
from time import monotonic

from django.db import transaction

from giftshop.clock import TransactionNow
from giftshop.deadlines import LeasedSweep
from shops.imports import gallery, rows
from shops.imports.catalogue import write
from shops.imports.drafts import drafts
from shops.imports.placement import Placement
from shops.imports.report import Report
from shops.models import CatalogueImport
from shops.models.catalogue_import import SWEEP

PART = 25  # products between two looks at their pictures
SECONDS = 15  # that one worker gives to one file before others have their turn


def go_on(pk):
    """Bring in the next products of a running import."""
    job = CatalogueImport.objects.select_related("shop", "category").get(pk=pk)
    report, placement, until = Report(**job.report), Placement(), monotonic() + SECONDS
    left = islice(drafts(rows.read(rows.decode(bytes(job.data))), Report()), job.written, None)
    while part := list(islice(left, PART)):
        _write(job, part, placement, report)
        if monotonic() > until:
            CatalogueImport.objects.filter(pk=pk).update(next_at=TransactionNow())
            return
    job.finish(report.as_json())


def _write(job, part, placement, report):
    # Progress is written with the products, so that none is counted twice.
    with transaction.atomic():
        ids = [write(job.shop, draft, placement, report, category=job.category) for draft in part]
        job.written += len(part)
        job.report = report.as_json()
        job.save(update_fields=["written", "report"])
    gallery.fetch_pictures(ids, report)


RUNNING = LeasedSweep(
    SWEEP, CatalogueImport.objects.due, "next_at", go_on, lease=timedelta(minutes=5), batch=1
)
