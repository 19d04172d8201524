from api.models.answer import Answer
from api.models.application import Application, Secret
from api.models.partner import Customer, Partner

__all__ = ["Answer", "Application", "Customer", "Partner", "Secret"]
