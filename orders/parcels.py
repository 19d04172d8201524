"""The tracking numbers of many orders at once: what a file says, what would come of each line, and shipping them."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from giftshop import sheets
from giftshop.refusals import Refused
from orders import fulfilment
from orders.models import Carrier, Order, Shipment
from orders.refusals import FileNotRead, WrongTracking
from shops.imports.report import FileRefused
from shops.imports.rows import decode

MAX_FILE = 512 * 1024
MAX_LINES = 1_000  # measured: 2,000 may keep a worker busy for half a minute, which proxies do not wait for
CELL = 80  # characters of a cell that are looked at

# What the shop's own file and other systems call the columns.
HEADERS = {
    "number": {"order number", "order", "订单号", "订单编号"},
    "carrier": {"carrier", "快递公司", "物流公司", "快递"},
    "tracking": {"tracking number", "运单号", "快递单号", "物流单号"},
}


@dataclass
class Parcel:
    """A line of a file. `refusal` says why nothing comes of it; `is_done` that the order has shipped just like this."""

    line: int
    number: str
    carrier: str
    tracking: str
    order: Order | None = None
    refusal: str = ""
    is_done: bool = False

    @property
    def is_ready(self):
        return not self.refusal and not self.is_done

    @property
    def cells(self):
        return [self.number, self.carrier, self.tracking]

    def refuse(self, words):
        self.refusal = str(words)

    def ship(self):
        """Raises nothing: what is refused is said on the line."""
        try:
            fulfilment.ship(self.order.pk, carrier=Carrier.named(self.carrier), tracking_number=self.tracking)
            self.is_done = True
        except Refused as refusal:
            self.refuse(f"{refusal.title} – {refusal.detail}")


def read(data: bytes):
    """The lines that have a tracking number. Raises FileNotRead."""
    if len(data) > MAX_FILE:
        raise FileNotRead(_("The file is larger than %d kB.") % (MAX_FILE // 1024))
    try:
        return of_text(decode(data))
    except FileRefused as refusal:
        raise FileNotRead(str(refusal)) from None


def of_text(text):
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\0", ""), newline="")))
    except csv.Error:
        raise FileNotRead(_("A line cannot be read; is a quote missing?")) from None
    columns = _columns(rows[0] if rows else [])
    lines = [
        Parcel(line=line, **{name: _cell(row, at) for name, at in columns.items()})
        for line, row in enumerate(rows[1:], 2)
    ]
    filled = [line for line in lines if line.tracking]
    if len(filled) > MAX_LINES:
        raise FileNotRead(_("The file has more than %d lines.") % MAX_LINES)
    if not filled:
        raise FileNotRead(_("No line has a tracking number."))
    return filled


def _columns(header):
    names = [sheets.written(cell).casefold() for cell in header]
    found = {
        column: next((at for at, name in enumerate(names) if name in words), None)
        for column, words in HEADERS.items()
    }
    if None in found.values():
        raise FileNotRead(
            _(
                "The first line must name the columns order number (订单号), carrier (快递公司) and "
                "tracking number (运单号)."
            )
        )
    return found


def _cell(row, at):
    return sheets.written(row[at])[:CELL] if at < len(row) else ""


def judge(lines, orders):
    """Say on each line what would come of it, for somebody whose orders these are. One query."""
    numbers = {line.number.upper() for line in lines}
    known = {order.number: order for order in orders.filter(number__in=numbers).select_related("shipment")}
    taken = set()
    for line in lines:
        line.order = known.get(line.number.upper())
        _judge(line, taken)
        if line.is_ready:
            taken.add(line.order.pk)
    return lines


def _judge(line, taken):
    carrier = Carrier.named(line.carrier)
    shipment = getattr(line.order, "shipment", None)
    if line.order is None:
        line.refuse(_("There is no such order in your shops."))
    elif carrier is None:
        line.refuse(_("There is no such carrier."))
    elif shipment and shipment.is_just(carrier, line.tracking):
        line.is_done = True
    elif not line.order.can("ship"):
        line.refuse(_("Cannot be shipped: %(state)s") % {"state": line.order.get_state_display()})
    elif line.order.pk in taken:
        line.refuse(_("The order stands in the file twice."))
    else:
        _look_at_number(line, carrier)


def _look_at_number(line, carrier):
    try:
        Shipment.clean_tracking(carrier, line.tracking)
    except WrongTracking as refusal:
        rounded = "E+" in line.tracking.upper()
        line.refuse(
            _("The spreadsheet has rounded the number. Format the column as text and enter it anew.")
            if rounded
            else str(refusal.title)
        )


def ship(lines):
    """Each in a transaction of its own: what is refused holds up nothing else."""
    for line in lines:
        if line.is_ready:
            line.ship()
    return lines
