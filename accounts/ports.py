"""What the apps above add to a person: notices, the page “Me”, a copy of the data, and what leaving means."""

from typing import Any, NamedTuple

from giftshop.ports import Port


class Notice(NamedTuple):
    """`url` is a path of this shop, `data` fills the words and holds no personal datum but nicknames."""

    user_id: int
    url: str
    data: dict[str, Any]
    kind: str = ""  # "" means the event's; giver and recipient are told the same event in different words


# Event kind → builder(event) → iterable of Notice, or of (user_id, url, data).
NOTICES = Port("accounts.notices")

# Notice kind → lazy translated words with %(name)s for what is in `data`.
NOTICE_TEXTS = Port("accounts.notice_texts")

# Notice kind → accounts.models.Topic, what the notice is about; one without a topic never goes out by e-mail.
NOTICE_TOPICS = Port("accounts.notice_topics")


class Entry(NamedTuple):
    """A way onward from the page “Me”, to `url`; `icon` is one of templates/accounts/parts/icon.html."""

    words: str
    url: str
    icon: str
    count: int = 0  # what waits there


# App → handler(user) → iterable of Entry; those of "orders" stand in a row of their own. One query each at most.
ME_ENTRIES = Port("accounts.me_entries")

# App → handler(user) → JSON values by name: what the app holds about the person, and nothing about anybody else that
# docs/visibility.md does not show them. The number of queries does not depend on the rows.
EXPORTS = Port("accounts.exports")

# App → handler(user), in the transaction that erases: raises a Refused to postpone, or shreds what the app knows.
# The user's row is locked before; a handler then locks Gift → Order → Payment → Account as everybody does.
ERASURE = Port("accounts.erasure")
