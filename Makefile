# Every task sets up what it needs, from hashed requirements, in .venv.
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
VENV := .venv
BIN := $(VENV)/bin
AUDIT := $(VENV)/audit
LOCKS := $(wildcard requirements*.txt)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --no-build-isolation --no-deps --editable .

.DEFAULT_GOAL := help
.PHONY: help serve build check test test-fast lint types ci-all ci-fast lighthouse benchmark lock test-browsers browser engines editor evidence evidence-pairs audit audit-libraries audit-workflows release clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.site ## Set up, then show the site with live reload on http://127.0.0.1:8000
	$(BIN)/python build.py serve --address $(ADDRESS)

build: $(VENV)/.site ## Check the data and build the site into site/
	$(BIN)/python build.py build

check: $(VENV)/.site ## Check comparison.yaml and publish nothing
	$(BIN)/python build.py check

test: $(VENV)/.dev browser editor ## Set up, browser and language server included, then run every test
	$(BIN)/python -m pytest

test-fast: $(VENV)/.dev ## Run the tests that need neither a browser nor a process of their own
	$(BIN)/python -m pytest -m "not browser and not process"

test-browsers: $(VENV)/.dev browser engines ## Walk through the site in Chromium, Firefox and WebKit (a few minutes)
	$(BIN)/python -m pytest -n 0 tests/engines

lint: $(VENV)/.dev ## Style and common mistakes, of the code and of the data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python build.py check --strict
	$(BIN)/python build.py schema --check

types: $(VENV)/.dev ## Static types, strictly
	$(BIN)/mypy

ci-all: lint types test ## What must be green before anything lands

ci-fast: test-fast

lighthouse: $(VENV)/.dev browser ## Score a page of each kind with Lighthouse (needs node); ARGS=--help; not a test
	$(BIN)/python -m tests.benchmark.lighthouse $(ARGS)

benchmark: $(VENV)/.dev ## Measure a build, a save and growth beside MkDocs alone (an hour; QUICK=1 minutes); AGAINST=checkout measures that, too
	$(BIN)/python -m tests.benchmark $(if $(QUICK),--quick) $(if $(AGAINST),--against $(AGAINST))

evidence: $(VENV)/.dev ## Run all programs and benchmarks of evidence/ on a quiet machine, add to its results; ONLY=name runs one, NOISY=1 on any machine
	$(BIN)/python evidence/run.py all $(addprefix --only ,$(ONLY)) $(if $(NOISY),--noisy)

evidence-pairs: $(VENV)/.dev ## Run the paired programs only (a few minutes)
	$(BIN)/python evidence/run.py pairs

lock: $(VENV)/.dev ## Lock what pyproject.toml asks for; UPGRADE=name moves one library, UPGRADE=all every one
	@for name in $(filter-out all,$(UPGRADE)); do cat requirements*.txt | grep -q "^$$name==" \
		|| { echo "No requirements*.txt holds '$$name'; nothing was changed." >&2; exit 2; }; done
	$(COMPILE) pyproject.toml --extra build -o requirements.txt
	$(COMPILE) pyproject.toml --extra build --extra dev -c requirements.txt -o requirements-dev.txt
	$(COMPILE) --group audit -o requirements-audit.txt

# A lock keeps what it holds, so that nothing moves by itself. The uv is the one that is locked there.
COMPILE = $(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --quiet $(MOVED)
MOVED = $(if $(filter all,$(UPGRADE)),--upgrade,$(addprefix --upgrade-package ,$(UPGRADE)))

audit: audit-libraries audit-workflows ## Is anything known to be wrong with what is locked (asks PyPI), or with workflows?

audit-libraries: $(addprefix audit-,$(LOCKS))

# One by one: a library that two of them hold is a mistake to pip-audit.
$(addprefix audit-,$(LOCKS)): audit-%: $(AUDIT)/.done
	$(AUDIT)/bin/pip-audit --strict --progress-spinner off --disable-pip --require-hashes -r $*

audit-workflows: $(AUDIT)/.done
	$(AUDIT)/bin/zizmor --offline --quiet .github action.yml

release: $(VENV)/.site ## Make release VERSION=0.2.0: its section of the changelog, a commit, a tag; pushes nothing
	@$(BIN)/python .ci/release.py "$(VERSION)"

browser:
	@sh tests/install-browser.sh

engines:
	@sh tests/install-engines.sh

editor:
	@sh tests/install-editor.sh

clean: ## Remove everything that can be made again
	rm -rf $(VENV) .benchmark .evidence site .site-next-* .site-cache .site.lock .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/editor/node_modules

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.txt
	$(INSTALL)
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements-dev.txt
	$(INSTALL)
	@touch $@ $(VENV)/.site

$(AUDIT)/.done: requirements-audit.txt | $(VENV)/bin/python
	$(BIN)/python -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-audit.txt
	@touch $@
