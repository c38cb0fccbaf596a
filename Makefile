# Two commands: `make serve` and `make test`. Each sets up what it needs and neither needs the other.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: serve test quick build lint types imports unit lock docs bench screenshots assets clean help

help:
	@echo "make serve   install, build the release, serve on http://$(HOST):$(PORT)"
	@echo "make test    install, then lint, types, import rules, tests, notebook"
	@echo "make quick   the same without the tests marked slow: for every day"
	@echo "make build   install, build the release"
	@echo "make docs    write docs/theses.md, docs/data.md and the pages of the vocabulary again"
	@echo "make bench   benchmarks (ratios against named peers)"
	@echo "make screenshots  pictures of every page (light, dark, Japanese, 360 px), and the three of the README"
	@echo "make assets  check the vendored files against their packages (needs npm)"
	@echo "make lock    compile the hashed requirement files again"

serve: $(VENV)/.run
	@$(BIN)/kaname build || echo "The build failed: serving the release before it, if there is one." >&2
	@exec $(BIN)/kaname serve --host $(HOST) --port $(PORT)

build: $(VENV)/.run
	@$(BIN)/kaname build

test: lint types imports unit

quick: lint types imports
	$(BIN)/python -m pytest -m "not slow"

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

unit: $(VENV)/.dev
	$(BIN)/python -m pytest

# docs/theses.md, docs/data.md and docs/questions.md are committed and tested; the reference pages go to build/reference.
docs: build $(VENV)/.dev
	$(BIN)/kaname report theses > docs/theses.md
	$(BIN)/kaname report data > docs/data.md
	$(BIN)/kaname report questions > docs/questions.md
	@mkdir -p build/reference
	$(BIN)/kaname report vocabulary > build/reference/index.html

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.screenshots

assets: $(VENV)/.dev
	$(BIN)/python -m graph.views.refresh graph/views/assets api/pages/assets

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Kaname needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Set PYTHON=python3.12, say.") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

# The project itself is installed in place, so that the four folders are what runs.
$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Kaname needs into $(VENV) (once) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the checks need into $(VENV) (once) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

UV_COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
lock:
	$(UV_COMPILE) --group build -o requirements.lock
	$(UV_COMPILE) --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) .kaname .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
