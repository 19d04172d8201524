"""What fails before a view of the API is reached, or in a middleware, is a problem too."""

from django.http import JsonResponse

from api import problems


class Problems:
    """Replaces pages of errors under /api/ by problems; outermost but for the middlewares that set headers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/")
        if response.status_code < 400 or not is_page or not request.path_info.startswith("/api/"):
            return response
        refusal = problems.BY_STATUS.get(response.status_code, problems.Malformed)()
        return JsonResponse(
            problems.body(refusal)
            | {"instance": f"urn:uuid:{request.id}"}
            | {"title": str(refusal.title), "detail": str(refusal.detail)},
            status=refusal.status,
            content_type=problems.MEDIA_TYPE,
            headers=problems.headers(None, refusal),
            json_dumps_params={"ensure_ascii": False},
        )
