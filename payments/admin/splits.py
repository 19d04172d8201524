from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from payments.admin.advice import advice
from payments.admin.readonly import MoneyPage
from payments.models import Split


@admin.register(Split)
class SplitAdmin(MoneyPage):
    list_display = [
        "number",
        "about",
        "amount_fen",
        "merchant_fen",
        "state",
        "last_error",
        "next_try_at",
        "done_at",
    ]
    list_filter = ["state"]
    search_fields = ["=subject", "=payment__number"]
    ordering = ["-id"]
    readonly_fields = ["about", "what_to_do"]
    exclude = ["subject"]

    @admin.display(description=_("what to do"))
    def what_to_do(self, split):
        return advice(split.last_error)
