from accounts.models.address import Address, AddressFields
from accounts.models.notification import Notification, UndeliveredEvent
from accounts.models.session import Session
from accounts.models.user import User

__all__ = ["Address", "AddressFields", "Notification", "Session", "UndeliveredEvent", "User"]
