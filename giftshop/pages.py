"""Pages that are the same for everybody are kept whole, compressed, in the cache."""

import gzip
import hashlib
from functools import cache as once
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

SECONDS = 600
GZIP_LEVEL = 6


def kept(number):
    """For a view whose page holds nothing of its visitor: no name, token, message or cookie.

    `number(request, …)`, called with what the view is called with, answers what the page depends on beside path and
    language: the revision of its data and the parameters that count. It is asked before the view's own queries, so
    that a page kept under a number is never older than it.
    """

    def decorate(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            key = _key(request, number(request, *args, **kwargs))
            etag = f'"{key}"'
            answer = get_conditional_response(request, etag=etag) or _kept(key, request)
            if answer is None:
                answer = _of_nobody(view, request, *args, **kwargs)
                if answer.status_code == 200:
                    answer = _keep(key, answer, request)
            answer.headers["ETag"], answer.headers["Cache-Control"] = etag, "no-cache"
            patch_vary_headers(answer, ["Accept-Encoding", "Accept-Language", "Cookie"])
            return answer

        return wrapper

    return decorate


def _key(request, number):
    said = f"{release()}\n{request.LANGUAGE_CODE}\n{request.path}\n{number}"
    return f"page:{hashlib.sha256(said.encode()).hexdigest()[:40]}"


def _of_nobody(view, request, *args, **kwargs):
    """Messages that wait for the visitor stay where they are: they would be kept for everybody."""
    waiting, request._messages = getattr(request, "_messages", []), []
    try:
        return view(request, *args, **kwargs)
    finally:
        request._messages = waiting


def _kept(key, request):
    body = cache.get(key)
    return body and _packed(body, request)


def _keep(key, answer, request):
    # No secret stands on the page, so that its compressed length tells nobody anything.
    body = gzip.compress(answer.content, GZIP_LEVEL, mtime=0)
    cache.set(key, body, SECONDS)
    return _packed(body, request)


def _packed(body, request):
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(body, headers={"Content-Encoding": "gzip"})
    return HttpResponse(gzip.decompress(body))


@once
def release():
    """Another number for other templates, shapes, translations, styles or rules: what was kept before is not found
    again.
    """
    root = settings.BASE_DIR
    files = [*root.glob("templates/**/*.html"), *root.glob("locale/**/*.mo"), *root.glob("static/**/*.*")]
    files += root.glob("api/v1/*.py")
    seen = [f"{path}{path.stat().st_mtime_ns}" for path in sorted(files)]
    rules = [
        settings.PUBLIC_URL,
        settings.GIFT_MAX_PRICE_FEN,
        settings.GIFT_ACCEPT_WINDOW,
        settings.STATIC_ROOT,
    ]
    return hashlib.sha256(repr([seen, rules]).encode()).hexdigest()
