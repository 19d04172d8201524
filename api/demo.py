"""Programs for the demo: a tea house's ERP, and a company that sends gifts to its customers."""

from accounts.demo import PASSWORD
from api.models import Application, Partner
from api.models.application import digest
from api.scopes import SCOPES
from shops.models import Shop

# Client id → partner, shop, scopes. The secret is the demo's password, known to everybody.
PROGRAMS = {
    "demo-erp": ("茶语小铺 ERP", "tea-house", list(SCOPES)),
    "demo-gifts": ("礼尚科技", None, ["gifts:read", "gifts:write", "events:read"]),
}


def load():
    """What is there already stays."""
    for client_id, (name, shop, scopes) in PROGRAMS.items():
        if not Application.objects.filter(client_id=client_id).exists():
            partner = Partner.objects.create(name=name, shop=shop and Shop.objects.get(code=shop))
            kind = Application.CLIENT_CONFIDENTIAL
            program = partner.applications.create(
                client_id=client_id, name=name, client_type=kind, scopes=scopes
            )
            program.secrets.create(slot=1, digest=digest(PASSWORD), hint=PASSWORD[-4:])
