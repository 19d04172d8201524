"""What partners and their programs may be refused."""

from django.utils.translation import gettext_lazy as _

from giftshop.refusals import Refused


class SecretsTaken(Refused):
    code = "secrets-taken"
    title = _("Two secrets are live already")
    detail = _("Revoke the one that is no longer in use first.")


class TokenNotValid(Refused):
    code = "token-not-valid"
    status = 401
    title = _("This token is not valid")
    detail = _("It has expired or was revoked. Please get a new one.")


class ScopeMissing(Refused):
    """`scope` is the one that is missing."""

    code = "scope-missing"
    status = 403
    title = _("The token is not good for this")
    detail = _("Please ask for a token with the scope that is named.")


class PersonNeeded(Refused):
    code = "person-needed"
    status = 403
    title = _("Only a person may do this")
    detail = _("Please use a token that a person has agreed to (authorisation code).")


class PartnerNeeded(Refused):
    code = "partner-needed"
    status = 403
    title = _("Only a partner may do this")
    detail = _("Please use a token of your application's own (client credentials).")


class ShopNeeded(Refused):
    code = "shop-needed"
    status = 403
    title = _("Only a partner with a shop may do this")


class KeyMissing(Refused):
    code = "idempotency-key-missing"
    status = 400
    title = _("The Idempotency-Key is missing")
    detail = _("Every POST carries one: 1 to 64 letters, digits and any of . _ : -")


class KeyReused(Refused):
    code = "idempotency-key-reused"
    status = 422
    title = _("This Idempotency-Key belongs to another request")
    detail = _("A repetition has the same address and the same body. Please use a new key for a new request.")


class KeyInFlight(Refused):
    """`retry_after` in seconds."""

    code = "request-in-flight"
    status = 409
    title = _("The request with this Idempotency-Key is still at work")
    detail = _("Please repeat it a little later.")


class CustomerNeeded(Refused):
    code = "customer-needed"
    status = 422
    title = _("Whose gift is it?")
    detail = _("A partner names the customer who gives.")


class EndpointsTaken(Refused):
    code = "endpoints-taken"
    title = _("There are as many endpoints already as an application may have")
    detail = _("Please remove one that is no longer in use.")


class EndpointDisabled(Refused):
    code = "endpoint-disabled"
    title = _("This endpoint is disabled")
    detail = _("Please enable it first.")
