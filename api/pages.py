"""The page that a problem's `type` points to."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from api.problems import catalogue


@require_safe
def problem(request, code):
    try:
        kind = catalogue()[code]
    except KeyError:
        raise Http404 from None
    return render(request, "api/problem.html", {"problem": kind})
