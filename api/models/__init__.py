from api.models.answer import Answer
from api.models.application import Application, Secret
from api.models.batch import BatchItem, GiftBatch
from api.models.delivery import Attempt, Delivery
from api.models.endpoint import Endpoint
from api.models.event import PartnerEvent
from api.models.partner import Customer, Partner

__all__ = [
    "Answer",
    "Application",
    "Attempt",
    "BatchItem",
    "Customer",
    "Delivery",
    "Endpoint",
    "GiftBatch",
    "Partner",
    "PartnerEvent",
    "Secret",
]
