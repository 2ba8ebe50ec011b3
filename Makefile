# Thin on purpose: what a target does lives in Python. `make` alone lists the targets.
# PY names another Python (make demo PY=python3.12); the first use of a target sets up .venv.
# Tests run in three processes on two cores: many of them wait for a clock, a program or a browser.

PY ?= python3
PYTHON := .venv/bin/python
export PYTHONUTF8 := 1

# $(call ready,group): .venv holds requirements/<group>.txt; returns at once when it already does.
ready = @command -v "$(PY)" >/dev/null 2>&1 || { \
	echo "$(PY) is not on PATH. Install Python 3.11 or later (Debian, Ubuntu: apt-get install python3 python3-venv), or name one: make demo PY=/path/to/python3" >&2; exit 1; }; \
	"$(PY)" -E -S scripts/bootstrap.py $(1) $(if $(filter command% environment%,$(origin PY)),--this-python)

.DEFAULT_GOAL := help
.PHONY: help setup demo test slow nightly coverage bench contract contract-live drift generate check changelog api-changes check-version golden engines site release readme-check mutation lint format types lock clean ready-run ready-test ready-lint ready-docs ready-bench

help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

setup: ready-run ## Make .venv with what the client and the built-in exchange need

demo: ready-run ## Trade on the built-in exchange, start to finish, in this terminal
	@$(PYTHON) -m gopax_ext.demo

test: ready-test ## Run the tests, all but the long ones
	@$(PYTHON) -m pytest -n 3 --dist worksteal -m "not slow and not nightly" $(ARGS)

slow: ready-test ## Run the long tests: many programs on one key, a million simulated calls
	@$(PYTHON) -m pytest -n 3 --dist worksteal -m "slow and not nightly" $(ARGS)

nightly: ready-test ## Run what takes too long for every change: hours of fuzzing, millions of operations
	@$(PYTHON) -m pytest -m nightly $(ARGS)

coverage: ready-lint ## Run the tests and fail where they reach less than 95 % of gopax_ext
	@$(PYTHON) -m coverage erase
	@$(PYTHON) -m coverage run -m pytest -n 2 --dist worksteal -m "not slow and not nightly" $(ARGS)
	@$(PYTHON) -m coverage combine -q
	@$(PYTHON) -m coverage report --include="gopax_ext/*" --fail-under=95

bench: ready-bench ## Measure what the client costs, as ratios against peers (ARGS="'signed GET' --json")
	@$(PYTHON) -m tests.bench $(ARGS)

contract: ready-test ## Hold a server to openapi.yaml (BASE_URL=..., SEED=...; default: the built-in exchange)
	@$(PYTHON) -m tests.contract --page reports/contract.html --junit reports/contract.xml $(if $(BASE_URL),--base-url "$(BASE_URL)") $(if $(SEED),--seed $(SEED)) $(ARGS)

contract-live: ready-test ## Read a server in use, at most 80 calls (BASE_URL=...; ARGS="--accepted FILE")
	@$(PYTHON) -m tests.contract --live --base-url "$(or $(BASE_URL),https://api.gopax.co.kr)" --page reports/contract-live.html --junit reports/contract-live.xml $(ARGS)

drift: ready-test ## Let the exchange drift in every known way and see who notices (ARGS=--sample)
	@$(PYTHON) -m tests.drift $(ARGS)

generate: ready-test ## Write gopax_generated/ and docs/reference.md from openapi.yaml
	@$(PYTHON) -m generator

check: ready-test ## Fail if gopax_generated/ or docs/reference.md is not what openapi.yaml says
	@$(PYTHON) -m generator --check

changelog: ready-test ## Say what changed in openapi.yaml since the last release (OLD=revision)
	@$(PYTHON) -m generator.diff $(OLD)

api-changes: ready-test ## Say what changed in the public Python since the last release (OLD=revision)
	@$(PYTHON) -m generator.apidiff $(OLD)

check-version: ready-test ## Fail if the version step is smaller than the changes demand (OLD=revision)
	@$(PYTHON) -m generator.diff $(OLD) --check-version
	@$(PYTHON) -m generator.apidiff $(OLD) --check-version

golden: ready-test ## Write tests/generator/golden/ again, for a maintainer to read the difference
	@$(PYTHON) -m tests.generator.golden_output

engines: ready-test ## Compare the golden output of several engine releases (needs the package index)
	@$(PYTHON) scripts/engines.py $(ARGS)

site: ready-docs ## Build the documentation site, English and Korean, into build/site
	@$(PYTHON) -m scripts.site

release: site ## Build wheel and source archive twice, look inside, install and trade, into dist/
	@$(PYTHON) scripts/release.py

readme-check: ready-run ## Do what README and tutorials say in clean clones, with every Python found
	@$(PYTHON) scripts/readme_check.py $(ARGS)

mutation: ready-lint ## Change the pure core line by line: does a test notice? (takes minutes)
	@$(PYTHON) -m tests.mutation $(ARGS)

lint: ready-lint ## Check style and formatting
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

format: ready-lint ## Mend style and formatting where that is safe
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

types: ready-lint ## Check types, twice: mypy and basedpyright, both strict
	@$(PYTHON) -m mypy
	@$(PYTHON) -m basedpyright

lock: ready-run ## Resolve requirements/*.txt again (UPGRADE=1 for the newest versions)
	@$(PYTHON) scripts/lock.py $(if $(UPGRADE),--upgrade)

clean: ## Remove .venv, caches and reports
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .schemathesis .coverage* build dist reports
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-run:
	$(call ready,run)
ready-test:
	$(call ready,test)
ready-lint:
	$(call ready,lint)
ready-docs:
	$(call ready,docs)
ready-bench:
	$(call ready,bench)
