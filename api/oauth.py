"""OAuth 2 by django-oauth-toolkit, with our two live secrets."""

from oauth2_provider.oauth2_validators import OAuth2Validator


class Validator(OAuth2Validator):
    def _check_secret(self, provided_secret, stored_secret):
        """`stored_secret`: the live secrets. Remembers which one was used."""
        found = next((secret for secret in stored_secret if secret.matches(provided_secret)), None)
        if found:
            found.used()
        return found is not None
