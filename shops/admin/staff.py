"""The people of a shop and its open invitations: owners invite and dismiss, the operator everywhere."""

from django import forms
from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from unfold.widgets import UnfoldAdminSelectWidget

from giftshop.refusals import IllegalTransition, Refused
from shops.admin.buttons import pressed
from shops.models import Shop, Staff, StaffInvitation
from shops.models.staff import ROLES, link


class InvitationForm(forms.Form):
    role = forms.ChoiceField(
        label=gettext_lazy("role"), choices=ROLES[::-1], widget=UnfoldAdminSelectWidget, initial=Staff.CLERK
    )


@require_http_methods(["GET", "HEAD", "POST"])
def page(request, shop):
    if request.method == "POST":
        return pressed(request, shop, VERBS)
    return TemplateResponse(request, "shops/admin/staff.html", _context(request, shop))


def _context(request, shop):
    return admin.site.each_context(request) | {
        "title": _("Staff"),
        "opts": Shop._meta,
        "original": shop,
        "form": InvitationForm(),
        "staff": shop.staff.select_related("user").order_by("-role", "pk"),
        "invitations": shop.invitations.open().select_related("invited_by"),
        "link": request.session.pop(_key(shop), None),
    }


def _key(shop):
    return f"invitation-to-{shop.pk}"


def _invite(request, shop):
    form = InvitationForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Please choose a role."))
    made, secret = StaffInvitation.objects.invite(shop, form.cleaned_data["role"], by=request.user)
    request.session[_key(shop)] = link(secret)  # until the page has shown it, once
    return _("Invited: %(role)s") % {"role": made.get_role_display()}


def _withdraw(request, shop):
    invitation = _named(request, shop.invitations)
    invitation.withdraw()
    return _("Withdrew an invitation: %(role)s") % {"role": invitation.get_role_display()}


def _dismiss(request, shop):
    post = _named(request, shop.staff)
    post.dismiss(by=request.user)
    return _("Dismissed: %(role)s, person %(person)s") % _whom(post)


def _change_role(request, shop):
    post = _named(request, shop.staff)
    post.change_role(Staff.CLERK if post.role == Staff.OWNER else Staff.OWNER, by=request.user)
    return _("Changed to: %(role)s, person %(person)s") % _whom(post)


def _whom(post):
    """By number: a name would stay in the history after its person has left."""
    return {"role": post.get_role_display(), "person": post.user_id}


def _named(request, rows):
    """The row of this shop that the button stands for."""
    number = request.POST.get("row", "")
    row = rows.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    if row is None:
        raise IllegalTransition
    return row


VERBS = {"invite": _invite, "withdraw": _withdraw, "dismiss": _dismiss, "change_role": _change_role}
