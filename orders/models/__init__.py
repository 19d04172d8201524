from orders.aftersale.models import AfterSale
from orders.models.delivery import Delivery
from orders.models.line import Line, SplitLine
from orders.models.note import OrderNote
from orders.models.order import Order
from orders.models.shipment import Carrier, Shipment

__all__ = ["AfterSale", "Carrier", "Delivery", "Line", "Order", "OrderNote", "Shipment", "SplitLine"]
