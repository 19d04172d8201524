"""The gifts that a caller has given: a person's own, or those of a partner's customers."""

from api.callers import Caller, caller, partner_of
from api.models import Customer
from api.refusals import CustomerNeeded, PartnerNeeded
from gifts.models import Gift


def given(request):
    """Gifts whose giver is the caller, or a customer of the partner that calls."""
    if caller(request) is Caller.PARTNER:
        return Gift.objects.filter(giver__customer__partner=partner_of(request))
    return Gift.objects.filter(giver=request.user)


def giver(request, customer):
    """Who gives what the caller sends: the caller, or the customer that a partner names.

    Raises CustomerNeeded, and PartnerNeeded for a person who names one.
    """
    if caller(request) is not Caller.PARTNER:
        if customer is not None:
            raise PartnerNeeded
        return request.user
    if customer is None:
        raise CustomerNeeded
    return Customer.objects.known_as(partner_of(request), **customer).user
