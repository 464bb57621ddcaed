# Footprint: `make help` lists what can be made. Python 3.11 or later is all that a machine needs.
PYTHON ?= python3
BIN := .venv/bin
MEMBERS := libs/statute libs/events libs/chassis services/review-service services/escalation-service services/participation-service services/metrics-service embedded
SOURCES := libs services embedded deploy tests benchmarks docs conftest.py
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
# An eighth of the time; but what a machine has settled for pip, such as a registry of its own, pip alone knows.
UV := $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python
PYTEST := $(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile
ALONE := tests/faults tests/containers
PORT ?= 8000
MINUTES ?= 10
COMMANDS ?= 50000
SEED ?= 1
CALM ?= 5

.DEFAULT_GOAL := help
.PHONY: help setup run test faults test-quick test-unit test-system lint format types contracts bench docs docs-check revision lock clean

##@ Use
help: ## Print this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/installed ## Make .venv from the lock; the command is .venv/bin/iro

.venv/installed: requirements.lock $(MEMBERS:%=%/pyproject.toml)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Footprint needs Python 3.11 or later; $(PYTHON) is older. Name another with: make PYTHON=python3.12 …"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@awk '/^[^ #]/ {own = /^uv==/} own' requirements.lock >.venv/uv.txt
	@$(PIP) --require-hashes -r .venv/uv.txt
	@$(UV) --require-hashes -r requirements.lock || $(PIP) --require-hashes -r requirements.lock
	@$(UV) --no-deps --no-build-isolation $(MEMBERS:%=-e %)
	@touch $@

run: setup ## Start the whole system with a made-up borough in it, and print its address
	@exec $(BIN)/iro run --demo --data var/demo --port $(PORT)

##@ Check
test: setup lint types contracts docs-check ## Run every check and every test
	$(PYTEST) $(ALONE:%=--ignore=%)
	$(BIN)/pytest $(ALONE)

test-quick: setup lint types contracts ## Lint, types and unit tests: under 90 seconds
	$(PYTEST) -m "not database and not torture and not browser and not broker and not fake_return and not containers and not kubernetes"

faults: setup ## Kill, freeze and cut off the whole system under load, for long: MINUTES, COMMANDS, SEED, CALM
	$(BIN)/python -m tests.faults --minutes $(MINUTES) --commands $(COMMANDS) --seed $(SEED) --calm $(CALM)

lint: setup ## Check style
	$(BIN)/ruff check $(wildcard $(SOURCES))
	$(BIN)/ruff format --check $(wildcard $(SOURCES))

types: setup ## Check types, strictly
	$(BIN)/mypy $(MEMBERS:%=%/src) $(wildcard docs/*.py benchmarks deploy/images)

contracts: setup ## Check which room may import which
	$(BIN)/lint-imports

##@ Measure and keep
bench: setup ## Measure speed beside its peers and print the table
	$(BIN)/python benchmarks/run.py

docs: setup ## Write again what is generated: events, HTTP surfaces, the map of rooms
	$(BIN)/python docs/generate.py

docs-check: setup ## Fail where the generated pages differ from the code
	$(BIN)/python docs/generate.py --check

revision: setup ## Generate the next revision of a service's tables: SERVICE=review-service MESSAGE="What it brings"
	@$(BIN)/python -m iro_events.testing.revision "$(SERVICE)" "$(MESSAGE)"

format: setup ## Format the code
	$(BIN)/ruff format $(wildcard $(SOURCES))
	$(BIN)/ruff check --fix-only $(wildcard $(SOURCES))

lock: setup ## Resolve third-party versions anew and write requirements.lock
	$(BIN)/uv lock --upgrade
	$(BIN)/uv export --all-packages --all-groups --all-extras --no-emit-workspace --no-header > requirements.lock

clean: ## Remove what setup and the demo made
	rm -rf .venv var
