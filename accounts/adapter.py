from allauth.account.adapter import DefaultAccountAdapter

from accounts import language
from accounts.limits import client_ip


class AccountAdapter(DefaultAccountAdapter):
    """allauth as this shop wants it: the same visitor's address for all limits, and the language remembered."""

    def get_client_ip(self, request):
        return client_ip(request) or "unknown"

    def post_login(self, request, user, **kwargs):
        return language.carry(super().post_login(request, user, **kwargs), user.language)
