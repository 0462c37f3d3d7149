# Plain `make` lists the words; each sets up .venv by itself when it is missing or out of date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Most tests wait for a process or a socket much of the time: two at a time for each processor keep it busy.
WORKERS ?= $(shell echo $$((2 * $$(getconf _NPROCESSORS_ONLN))))
SIDE_BY_SIDE = -n $(WORKERS) --dist worksteal

# Tests start hundreds of processes: none of them compiles again what another has compiled.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo run test test-long test-faults campaign check format bench fuzz golden docs pictures accuracy audit weights mutants lock release image clean

help: ## list these words
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(STAMP) ## play a whole week in an embedded workspace, then open a page to go on
	@$(BIN)/minutesbot demo

run: $(STAMP) ## run the bot with the settings of the environment and .env
	@$(BIN)/minutesbot run

test: $(STAMP) ## run the tests
	@$(BIN)/python -m pytest -q $(SIDE_BY_SIDE)

test-long: $(STAMP) ## run the tests with a hundred times the examples
	@HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -q $(SIDE_BY_SIDE)

# What keeps one processor busy goes on beside mypy, which keeps another.
check: $(STAMP) ## format, lint, types, imports, documents, fuzz, tests, faults, audit: what CI runs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy & types=$$!; \
	  $(BIN)/lint-imports && NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet \
	    && $(BIN)/python -m tests.fuzz; \
	  beside=$$?; wait $$types && exit $$beside
	@$(BIN)/python -m pytest -q $(SIDE_BY_SIDE)
	@$(BIN)/python -m tests.faults short --seconds 215 --jobs 3
	@$(BIN)/python -m tests.audit

test-faults: $(STAMP) ## attack the bot for some minutes: kills, lost answers, storms of events, databases that go away
	@$(BIN)/python -m tests.faults short --seconds 215 --jobs 3

campaign: $(STAMP) ## attack the bot for hours, and write docs/reliability.md; stops and goes on at any moment
	@$(BIN)/python -m tests.faults campaign
	@$(BIN)/python -m tests.faults sensitivity

format: $(STAMP) ## rewrite the code in the house's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(STAMP) ## measure, as ratios in one run
	@$(BIN)/python -m tests.benchmarks

SECONDS ?= 60
fuzz: $(STAMP) ## bend what comes in at every door, for a minute (SEED=… for the same again, SECONDS=…, DOOR=…)
	@SECONDS=$(SECONDS) SEED=$(SEED) DOOR="$(DOOR)" TRY=$(TRY) $(BIN)/python -m tests.fuzz

golden: $(STAMP) ## rewrite the golden files; read the diff before you commit it
	@GOLDEN=rewrite $(BIN)/python -m pytest -q $(SIDE_BY_SIDE) tests

docs: $(STAMP) ## write the reference pages from the code, and build the documentation into site/
	@$(BIN)/python -m tests.site.reference
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

pictures: $(STAMP) ## make the pictures of the documentation from the demo, in an installed Chromium
	@$(BIN)/python -m tests.site.pictures

accuracy: $(STAMP) ## report how well replies are understood, by category
	@$(BIN)/python -m tests.accuracy

audit: $(STAMP) ## look the pinned libraries up among known vulnerabilities
	@$(BIN)/python -m tests.audit

weights: $(STAMP) ## weigh the words of emergencies anew, from the labelled texts; read the diff
	@$(BIN)/python -m tests.weights

MODULES ?= *
mutants: $(STAMP) ## change the code bit by bit and list what no test notices (MODULES="bot.rules.plan*")
	@$(BIN)/mutmut run --max-children 2 $(MODULES:%='%') >/dev/null
	@$(BIN)/mutmut results

lock: $(STAMP) ## renew the lock files (hashes, no addresses)
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --quiet -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --quiet -o requirements-dev.lock

release: $(STAMP) ## cut a release: its number and its part of the changelog (VERSION=0.3.0)
	@$(BIN)/python -m tests.release "$(VERSION)"

image: ## build the container image with what there is to build it: podman, buildah or docker
	@builder=$$(command -v podman || command -v buildah || command -v docker) \
	  || { echo "there is no podman, buildah or docker; install one of them" >&2; exit 2; }; \
	  version=$$(sed -n 's/^VERSION = "\(.*\)"/\1/p' bot/version.py); \
	  "$$builder" build -f deploy/Containerfile -t minutesbot:latest -t "minutesbot:$$version" .

clean: ## remove what was built, not what was remembered
	@rm -rf $(VENV) dist build site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache mutants

$(STAMP): requirements-dev.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
