"""`python -m tests.api.webhooks.worker` delivers what is due, once."""

import django

django.setup()

from giftshop import deadlines  # noqa: E402

deadlines.run("api.deliver")
