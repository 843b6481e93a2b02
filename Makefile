# The commands of the project: `make` lists them.
SHELL := /bin/sh
export HOST ?= 127.0.0.1
export PORT ?= 8000
# The address people use; 0.0.0.0 means "all of this machine's", which no link can point to.
export BASE_URL ?= http://$(if $(filter 0.0.0.0 ::,$(HOST)),127.0.0.1,$(HOST)):$(PORT)
PIP := .venv/bin/python -m pip --quiet --quiet install --disable-pip-version-check --require-hashes
PYTHON_BIN := .venv/bin/python
# Draws the letters of PDF pages (core/paper.py): the library, then Debian's package.
PANGO := libpangoft2-1.0.so.0 libpangoft2-1.0-0
# What comes from npm, one folder each: calendar engines, the W3C's HTML checker, Lighthouse.
INSTALLED := node_modules/.package-lock.json
SOURCES := manage.py site home schedule guides tests tools bench

help:  ## list the commands
	@awk -F ':.*##' '/^[a-z][a-z-]*:.*##/ {printf "  make %-14s%s\n", $$1, $$2}' Makefile

run: .venv/.runtime .env  ## set everything up and serve the site with its demo content
	@sh tools/need.sh -o $(PANGO)
	@$(PYTHON_BIN) manage.py serve

test: .venv/.dev tests/engines/$(INSTALLED) tests/checker/$(INSTALLED)  ## all tests, journeys in a real browser included
	@sh tools/need.sh chromium chromium && sh tools/need.sh $(PANGO) && sh tools/need.sh java default-jre-headless
	@$(PYTHON_BIN) -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: .venv/.dev  ## style, types, imports, migrations, French texts, production settings
	@sh tools/need.sh msgfmt gettext
	$(PYTHON_BIN) -m ruff check $(SOURCES)
	$(PYTHON_BIN) -m ruff format --check $(SOURCES)
	$(PYTHON_BIN) -m djlint --check --lint --quiet templates
	$(PYTHON_BIN) -m mypy
	@PYTHONPATH=site:. .venv/bin/lint-imports --no-logo
	@SECRET_KEY=check DEMO=0 $(PYTHON_BIN) manage.py makemigrations --check --dry-run
	@$(PYTHON_BIN) tools/check_messages.py
	@SECRET_KEY=$$($(PYTHON_BIN) -c 'import secrets; print(secrets.token_urlsafe(60))') DEMO=0 DEBUG=0 \
	  BASE_URL=https://www.example.org ALLOWED_HOSTS=www.example.org \
	  $(PYTHON_BIN) manage.py check --deploy --fail-level WARNING

guide: .venv/.dev  ## take the pictures of the mediators' guide anew, and print it
	@sh tools/need.sh chromium chromium
	@$(PYTHON_BIN) tools/make_guide.py

drawings: .venv/.dev  ## draw the pictures of the guides anew
	@sh tools/need.sh chromium chromium
	@$(PYTHON_BIN) -m tools.drawings

icons: .venv/.dev  ## draw the icons of the installed site, and the ground of shared pictures, anew
	@sh tools/need.sh chromium chromium
	@$(PYTHON_BIN) -m tools.make_icons

sprite: .venv/.dev tools/lucide/$(INSTALLED)  ## make the sprite of the icons anew, from the names in the templates
	@$(PYTHON_BIN) -m tools.make_sprite

bench: .venv/.dev  ## measure speed, side by side in one run
	@$(PYTHON_BIN) -m bench

lighthouse: .venv/.dev bench/lighthouse/$(INSTALLED)  ## what Lighthouse says of four pages, on a phone and over 3G
	@sh tools/need.sh chromium chromium
	@$(PYTHON_BIN) -m bench.lighthouse $(ARGS)

screenshots: .venv/.dev  ## pictures of every page, narrow and wide, light and dark, in var/screenshots
	@sh tools/need.sh chromium chromium && sh tools/need.sh pdftoppm poppler-utils
	@$(PYTHON_BIN) -m tools.screenshots $(ARGS)

messages: .venv/.dev  ## bring the catalogues of all languages up to date with the code
	@sh tools/need.sh msgfmt gettext
	@SECRET_KEY=messages $(PYTHON_BIN) manage.py makemessages -l fr --add-location=file --no-obsolete --no-wrap \
	  -i .venv -i var -i tests -i bench >/dev/null
	@$(PYTHON_BIN) -m tools.public_messages
	@for name in locale wording; do \
	  msgfmt -o site/$$name/fr/LC_MESSAGES/django.mo site/$$name/fr/LC_MESSAGES/django.po; done

readability: .venv/.runtime  ## hold the site’s own texts against the rules of easy-to-read French
	@SECRET_KEY=readability $(PYTHON_BIN) manage.py check_readability

requirements: .venv/.dev  ## make the exact versions anew, from the .in files
	@for name in requirements requirements-dev; do \
	  .venv/bin/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header -q \
	    $$name.in -o $$name.txt; done

format: .venv/.dev  ## write code and templates in the common style
	@$(PYTHON_BIN) -m ruff check --fix --quiet $(SOURCES); $(PYTHON_BIN) -m ruff format --quiet $(SOURCES)
	@$(PYTHON_BIN) -m djlint --reformat --quiet templates || true

clean:  ## forget the environment, the database and all that was made
	rm -rf .venv var .env tests/*/node_modules bench/*/node_modules tools/*/node_modules

.venv/bin/python:
	@python=$$(sh tools/find_python.sh) && "$$python" -m venv .venv

.venv/.runtime: requirements.txt | .venv/bin/python
	@echo "Installation des bibliothèques…"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/bin/python
	@echo "Installation des outils…"
	@$(PIP) -r requirements-dev.txt
	@touch $@ .venv/.runtime

%/$(INSTALLED): %/package-lock.json
	@sh tools/need.sh node nodejs && sh tools/need.sh npm npm
	@echo "Installation de ce que demande $*…"
	@npm ci --prefix $* --ignore-scripts --silent
	@touch $@

.env: .env.example | .venv/bin/python
	@test -f .env || $(PYTHON_BIN) tools/write_env.py

.PHONY: help run test check guide drawings icons sprite bench lighthouse screenshots messages readability requirements format clean
