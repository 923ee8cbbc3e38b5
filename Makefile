# Two commands matter to a newcomer: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := examples/dam-dispute

.DEFAULT_GOAL := help
.PHONY: help setup demo test check unit browser gate bench load picture tour clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/ready  ## make .venv and install stemma with its tools; does nothing when up to date

$(VENV)/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "stemma needs Python 3.11 or newer; run make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@echo "Setting up .venv (a minute or two the first time) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: setup  ## read the bundled example and write its dossier
	@mkdir -p demo
	@$(BIN)/stemma build $(DEMO)/reports --db demo/stemma.db --out demo/dossier

test: check gate unit  ## everything CI runs

check: setup  ## format, lint, types, imports between rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: setup browser  ## the tests
	$(BIN)/pytest

browser:  # npm fetches axe-core for the tests of the web app; see tests/axe.py
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null && command -v npm >/dev/null || { \
	  echo "Installing chromium, chromium-driver and npm for the browser tests ..."; \
	  if command -v apt-get >/dev/null; then \
	    SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	    $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq chromium chromium-driver npm >/dev/null; \
	  else echo "Please install Chromium, its driver and npm; without them the browser tests are skipped." >&2; fi; }

gate: setup  ## accuracy on the development sets against the floors in measure/floors.json
	$(BIN)/python -m measure.gate

bench: setup  ## words per CPU-second, memory and start-up of `stemma read`; what assembling a story takes
	$(BIN)/python -m measure.speed

picture: setup browser  ## make docs/dossier.png from the bundled example
	$(BIN)/python -m measure.picture docs/dossier.png

load: setup  ## how fast the web app answers 20 readers while a build writes
	$(BIN)/python -m measure.web_load

tour: setup browser  ## make the pictures of docs/tour.md from the bundled examples
	$(BIN)/python -m measure.tour

clean:  ## remove what these commands made
	rm -rf $(VENV) demo
