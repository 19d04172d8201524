"""What sharers and promoters have in common: for a while their links may count for nothing."""

from django.db import models, transaction
from django.utils.translation import pgettext_lazy

from giftshop import events

ACTIVE, SUSPENDED = "active", "suspended"
WORDS = {ACTIVE: pgettext_lazy("sharer", "active"), SUSPENDED: pgettext_lazy("sharer", "suspended")}


class Suspendable(models.Model):
    """active ⇄ suspended. While suspended links earn nothing; orders placed before keep their commission.

    A model names its `TRANSITIONS`, with `suspend` and `resume` among them.
    """

    class Meta:
        abstract = True

    @property
    def subject(self):
        """How events name the row: `sharer:42`."""
        return f"{self._meta.model_name}:{self.pk}"

    @property
    def is_active(self):
        return self.state == ACTIVE

    def suspend(self):
        """For the time being. Raises IllegalTransition."""
        self._move("suspend", "suspended")

    def resume(self):
        """Raises IllegalTransition."""
        self._move("resume", "resumed")

    def _move(self, verb, what):
        with transaction.atomic():
            held = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            self.state = held.state = self.TRANSITIONS.check(verb, held.state)
            held.save(update_fields=["state"])
            shop_id = getattr(self, "shop_id", None)
            events.record(f"{self._meta.model_name}.{what}", self.subject, shop_id=shop_id)
