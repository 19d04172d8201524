"""What a pasted text says of name, phone and place, for the form that stands on the page. Nothing is kept or logged."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from accounts.limits import limit
from accounts.regions import pasted
from giftshop.middleware import private


@private
@require_POST
def recognise(request):
    """For everybody: a guest who accepts a gift pastes an address too."""
    limit(request, "recognise-address", "30/m")
    found = pasted.read(request.POST.get("pasted", ""))
    return JsonResponse({"fields": found.fields(), "trouble": str(found.trouble)})
