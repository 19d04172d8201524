from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giftshop import deadlines
from giftshop.counter.base import Page, ReadOnly
from giftshop.money import yuan
from payments.admin.advice import advice
from sharers.models import Withdrawal
from sharers.withdrawals.requesting import SWEEP

# What is asked of merchants elsewhere is the platform's own affair here.
OURS = {
    "NOT_ENOUGH": _(
        "The platform's own account at the provider holds too little. Pay in; it is asked for again by itself "
        "every half hour, under the same number."
    ),
    "NO_AUTH": _("The platform may not make transfers. Apply for them at the provider."),
}


@admin.register(Withdrawal)
class WithdrawalAdmin(ReadOnly, Page):
    """How commission is on its way, for the operator; never under which name, nor to whom at the provider."""

    list_display = [
        "number",
        "person",
        "amount",
        "state",
        "last_error",
        "next_try_at",
        "requested_at",
        "ended_at",
    ]
    list_filter = ["state"]
    list_select_related = ["user"]
    search_fields = ["=number", "=user__email"]
    search_help_text = _("number, or the whole e-mail address")
    ordering = ["-id"]
    fields = readonly_fields = [
        *["number", "person", "amount", "provider", "state", "reason", "last_error", "what_to_do"],
        *["requested_at", "asked_at", "asks", "next_try_at", "confirm_until", "ended_at"],
    ]
    actions = ["ask_again"]
    view_on_site = False  # the person's own page

    def get_queryset(self, request):
        """The name stays sealed."""
        return super().get_queryset(request).defer("name")

    @admin.display(description=_("person"), ordering="user__nickname")
    def person(self, withdrawal):
        return withdrawal.user.name

    @admin.display(description=_("amount"), ordering="amount_fen")
    def amount(self, withdrawal):
        return yuan(withdrawal.amount_fen)

    @admin.display(description=_("what to do"))
    def what_to_do(self, withdrawal):
        return OURS.get(withdrawal.last_error) or advice(withdrawal.last_error)

    @admin.action(description=_("Ask the payment service again, now"))
    def ask_again(self, request, withdrawals):
        due = withdrawals.ask_again()
        if due:
            LogEntry.objects.log_actions(request.user.pk, due, CHANGE, gettext("Made due again"))
        transaction.on_commit(lambda: deadlines.nudge(SWEEP), robust=True)
        self.message_user(request, _("%d withdrawals are asked about again.") % len(due))
