from accounts.models.address import Address, AddressFields
from accounts.models.mail import Mail
from accounts.models.notification import Notification, UndeliveredEvent
from accounts.models.session import Session
from accounts.models.user import Topic, User

__all__ = [
    "Address",
    "AddressFields",
    "Mail",
    "Notification",
    "Session",
    "Topic",
    "UndeliveredEvent",
    "User",
]
