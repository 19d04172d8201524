"""A refusal: somebody asked for what the rules do not allow, and is told why.

Verbs raise it; a page shows it in the reader's language, the API as `application/problem+json`. Every refusal
is a subclass with its own stable `code`, so that each has its own words and its own test.
"""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """`code` is stable and public; `status` is the HTTP status (4xx); `title` and `detail` speak to people."""

    code = "refused"
    status = 409
    title = _("This is not possible")
    detail = ""

    def __init__(self, detail=None, **extra):
        super().__init__(self.code)
        self.detail = self.detail if detail is None else detail
        self.extra = extra  # JSON values a client may act on, e.g. the current price


class IllegalTransition(Refused):
    """The row is no longer in a state that the verb starts from."""

    code = "illegal-transition"
    title = _("Things have changed in the meantime")
    detail = _("Please reload the page and look at the current state.")
