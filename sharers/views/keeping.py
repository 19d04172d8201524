"""The owner's side of a showcase."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import limit
from giftshop import paging
from giftshop.clock import db_now
from giftshop.middleware import private
from sharers.models import Promoter, Showcase
from sharers.refusals import NotToShow, SharingSuspended
from sharers.showcases import figures, picking
from sharers.showcases.forms import EditForm, OpeningForm
from sharers.views.joining import rules
from shops.listing import Listing
from shops.models import Product

form = require_http_methods(["GET", "HEAD", "POST"])


def for_its_owner(view):
    """Calls `view(request, showcase, …)`; whoever has none yet is asked to open one."""

    @private
    @login_required
    @wraps(view)
    def wrapper(request, **path):
        showcase = _own(request.user)
        return view(request, showcase, **path) if showcase else redirect("sharers:keeping")

    return wrapper


def _own(user):
    """Raises SharingSuspended."""
    promoter = Promoter.objects.filter(user=user).select_related("showcase__link").first()
    if promoter is None:
        return None
    if not promoter.is_active:
        raise SharingSuspended
    promoter.user = user
    return getattr(promoter, "showcase", None)


@private
@form
@login_required
def keeping(request):
    showcase = _own(request.user)
    if showcase is None:
        return _open(request)
    context = {"showcase": showcase, "slots": _slots(showcase), "steps": settings.SHOWCASE_SLOT_STEPS}
    return render(request, "sharers/showcase/keeping.html", context)


def _open(request):
    form = OpeningForm(request.POST or None)
    if form.is_valid():
        Showcase.objects.begin(request.user, form.cleaned_data["name"])
        return redirect("sharers:keeping")
    status = 422 if form.errors else 200
    return render(request, "sharers/showcase/opening.html", {"form": form, "rules": rules()}, status=status)


def _slots(showcase):
    """[(position, slot or None)] of all that there are; a slot knows whether it can be changed, and whether what stands
    there is on sale.
    """
    now = db_now()
    filled = {slot.position: slot for slot in showcase.slots.all()}
    cards = Product.objects.for_cards().in_bulk([slot.product_id for slot in filled.values()])
    sold = set(Product.objects.visible().filter(pk__in=list(cards)).values_list("pk", flat=True))
    for slot in filled.values():
        slot.product = cards.get(slot.product_id)
        slot.on_sale = slot.product_id in sold
        slot.locked = slot.locked_until > now and (slot.on_sale or slot.product_id is None)
    last = max([showcase.slot_count, *filled])
    return [(position, filled.get(position)) for position in range(1, last + 1)]


@form
@for_its_owner
def edit(request, showcase):
    form = EditForm(request.POST or None, request.FILES or None, instance=showcase)
    if request.method == "POST":
        limit(request, "sharers.showcase", "30/h", key=request.user.pk)
        if form.is_valid():
            Showcase.objects.get(pk=showcase.pk).edit(**form.columns())
            messages.success(request, _("Saved"))
            return redirect("sharers:keeping")
    status = 422 if form.errors else 200
    return render(request, "sharers/showcase/edit.html", {"form": form, "showcase": showcase}, status=status)


@require_safe
@for_its_owner
def numbers(request, showcase):
    context = {"showcase": showcase} | figures.of(showcase)
    return render(request, "sharers/showcase/figures.html", context)


@form
@for_its_owner
def slot(request, showcase, position):
    """Choose what stands there."""
    showcase.refuse_beyond(position)
    if request.method == "POST":
        product = request.POST.get("product", "")
        if not (product.isascii() and product.isdigit() and len(product) < 19):
            raise NotToShow
        showcase.place(position, get_object_or_404(Product, pk=product))
        return redirect("sharers:keeping")
    slots = _slots(showcase)
    there = dict(slots)[position]
    words = Listing.from_query(request.GET).q
    tab = "bought" if request.GET.get("state") == "bought" else ""
    context = {
        "showcase": showcase,
        "position": position,
        "slot": there,
        "others": [number for number, _slot in slots if number != position and number <= showcase.slot_count],
        "taken": {slot.product_id for _number, slot in slots if slot},
        "tabs": [("", _("All goods")), ("bought", _("What I bought"))],
        "tab": tab,
        "words": words,
        "days": settings.SHOWCASE_SLOT_LOCK.days,
    }
    if not (there and there.locked):
        goods = picking.bought(request.user) if tab else picking.found(words)
        context["page"] = page = paging.page_of(goods, paging.number_in(request.GET))
        for product in page:
            product.earning = picking.earning(product)
    return render(request, "sharers/showcase/slot.html", context)


@require_POST
@for_its_owner
def empty(request, showcase, position):
    showcase.empty(position)
    return redirect("sharers:keeping")


@require_POST
@for_its_owner
def move(request, showcase, position):
    to = request.POST.get("to", "")
    showcase.move(position, int(to) if to.isascii() and to.isdigit() and len(to) < 4 else 0)
    return redirect("sharers:keeping")
