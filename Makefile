# The first Python that is new enough; a virtual environment that exists keeps its own.
PYTHON := $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv/bin
EMBEDDED := $(VENV)/python -m giftshop.embedded
PYTEST := $(VENV)/python -m pytest -n 2
COMPILE := $(VENV)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links

.PHONY: run test test-full lint requirements bench lighthouse screens clean setup

run: setup ## make run PORT=8001 BIND=0.0.0.0
	@$(EMBEDDED) --keep .local/run --env .local/run/env -- $(VENV)/python -m giftshop.embedded.serve

test: setup ## make test ARGS="-k accept"
	$(EMBEDDED) -- $(PYTEST) $(ARGS)

test-full: setup
	PROFILE=full $(EMBEDDED) -- $(PYTEST) $(ARGS)

lint: setup
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/lint-imports --cache-dir .local/import-linter

requirements: setup ## make requirements ARGS=--upgrade
	$(COMPILE) $(ARGS) requirements.in -o requirements.txt
	$(COMPILE) $(ARGS) requirements-dev.in -o requirements-dev.txt

# Kept data is durable data: figures from a cluster that never syncs would flatter. Afterwards nobody needs it; run by
# root, it may lie elsewhere, and then `data` is a link.
bench: setup ## make bench ARGS=--quick
	$(EMBEDDED) --keep .local/bench -- $(VENV)/python -m bench $(ARGS)
	rm -rf "$$(readlink -f .local/bench/data)" .local/bench

lighthouse: setup ## needs Node; writes docs/lighthouse.md
	@$(EMBEDDED) -- $(VENV)/python -m scripts.lighthouse

screens: setup ## writes docs/screens
	@$(EMBEDDED) -- $(VENV)/python -m scripts.screens

# The data of `make run` stays.
clean:
	rm -rf .venv .local/ruff .local/import-linter .local/lighthouse .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup:
	@test -n "$(PYTHON)" || { echo "The shop needs Python 3.11 or newer, with its venv module (Debian: python3-venv)." >&2; exit 1; }
	@$(PYTHON) -m giftshop.embedded.setup
