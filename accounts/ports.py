"""What the apps above add to a person: notices, and what has to happen when somebody leaves."""

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

# App → handler(user), in the transaction that erases: raises a Refused to postpone, or shreds what the app knows.
# The user's row is locked before; a handler then locks Gift → Order → Payment → Account as everybody does.
ERASURE = Port("accounts.erasure")
