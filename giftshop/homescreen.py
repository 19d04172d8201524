"""The shop on a phone's home screen: its name and icons, and a page for when there is no network."""

import hashlib
import json
import re

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

BACKGROUND = "#ededed"
ICONS = [
    ("icon-192", "192x192", "any"),
    ("icon-512", "512x512", "any"),
    ("maskable-512", "512x512", "maskable"),
]
ASSET = re.compile(r'(?:href|src)="(/[^"]+\.\w+)"')


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request):
    """In the reader's language, by the header alone: a browser asks for it without cookies."""
    return JsonResponse(
        {
            "id": "/",
            "name": _("Gift Shop"),
            "short_name": _("Gift Shop"),
            "description": _(
                "Pay, send the link, and your friend fills in the address. You need not know it."
            ),
            "lang": get_language(),
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": BACKGROUND,
            "theme_color": BACKGROUND,
            "icons": [
                {"src": static(f"icons/{name}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
                for name, sizes, purpose in ICONS
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
@cache_control(no_cache=True)
def offline(request):
    return HttpResponse(_offline_page())


@require_safe
@cache_control(no_cache=True)
def worker(request):
    """The service worker, new whenever the offline page or a file it names is. Nothing else is ever kept."""
    page = _offline_page()
    kept = {
        "page": reverse("offline"),
        "assets": ASSET.findall(page),
        "version": hashlib.sha256(page.encode()).hexdigest()[:12],
    }
    script = render_to_string("offline/worker.js", {"kept": mark_safe(json.dumps(kept))})  # noqa: S308
    return HttpResponse(script, content_type="text/javascript")


def _offline_page():
    """The same for everybody, in both languages: it is kept before anybody knows who will read it."""
    with override("zh-hans"):
        return render_to_string("offline/page.html")
