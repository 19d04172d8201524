from api.models.answer import Answer
from api.models.application import Application, Secret
from api.models.batch import BatchItem, GiftBatch
from api.models.partner import Customer, Partner

__all__ = ["Answer", "Application", "BatchItem", "Customer", "GiftBatch", "Partner", "Secret"]
