from bench.bare_settings import *  # noqa: F403
from bench.bare_settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.bare_pages"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "bench" / "templates"]
