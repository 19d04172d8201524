"""The list of notices: everybody reads only their own."""

from django.contrib.auth.decorators import login_required
from django.contrib.postgres.functions import TransactionNow
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.notices import told
from giftshop.middleware import private

PAGE = 30


@private
@require_safe
@login_required
def notices(request):
    rows = request.user.notifications.all()
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    rows = list(rows[: PAGE + 1])
    shown = [(row, told(row)) for row in rows[:PAGE]]
    older = shown[-1][0].pk if len(rows) > PAGE else None
    return render(request, "accounts/notices.html", {"notices": shown, "older": older})


@private
@require_safe
def unread(request):
    """The number on the bell, as a fragment for pages that know nobody; empty for a visitor."""
    count = request.user.notifications.unread().count() if request.user.is_authenticated else 0
    return render(request, "accounts/unread.html", {"count": count})


@private
@require_POST
@login_required
def open_notice(request, pk):
    notice = get_object_or_404(request.user.notifications, pk=pk)
    request.user.notifications.unread().filter(pk=pk).update(read_at=TransactionNow())
    return redirect(notice.url or "accounts:notices")


@private
@require_POST
@login_required
def read_all(request):
    request.user.notifications.unread().update(read_at=TransactionNow())
    return redirect("accounts:notices")
