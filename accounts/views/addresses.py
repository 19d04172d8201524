"""The address book: everybody sees and changes only their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import BookForm
from accounts.models import Address
from giftshop.middleware import private


@private
@require_safe
@login_required
def book(request):
    return render(request, "accounts/addresses.html", {"addresses": request.user.addresses.all()})


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request):
    return _edit(request, Address(user=request.user))


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request, pk):
    return _edit(request, get_object_or_404(request.user.addresses, pk=pk))


@private
@require_POST
@login_required
def make_default(request, pk):
    address = get_object_or_404(request.user.addresses, pk=pk)
    address.is_default = True
    address.keep()
    return redirect("accounts:addresses")


@private
@require_POST
@login_required
def delete(request, pk):
    get_object_or_404(request.user.addresses, pk=pk).discard()
    messages.success(request, _("The address is deleted."))
    return redirect("accounts:addresses")


def _edit(request, address):
    form = BookForm(request.POST or None, initial=model_to_dict(address, fields=BookForm.base_fields))
    if request.method == "POST" and form.is_valid():
        form.keep(address)
        return redirect(_next(request))
    return render(
        request, "accounts/address.html", {"form": form, "address": address, "next": _next(request)}
    )


def _next(request):
    """Back to where the address was asked for, within this shop only."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "accounts:addresses"
