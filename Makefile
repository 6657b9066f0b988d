# Everything runs in .venv. A fresh machine needs git, make and Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
CHECK_PYTHON = @$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo 'Paperboy needs Python 3.11 or newer. Name one: make $(or $(MAKECMDGOALS),install) PYTHON=python3.12' >&2; exit 1; }
BENCHMARKS ?= $(basename $(notdir $(shell grep -l __main__ tests/benchmarks/*.py)))

.PHONY: help install demo run test test-newest check fix lock bench chaos apt clean

help: ## show this list
	@awk -F ':[^#]*## ' '/^[a-z-]+:[^#]*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

install: $(INSTALLED) ## put all that running and testing need into .venv

# Paperboy itself is built without isolation: that would fetch a setuptools that no lock names.
$(INSTALLED): pyproject.toml requirements-dev.lock
	$(CHECK_PYTHON)
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(INSTALLED) ## see the bot at work in a simulated Discord: no token, no account
	@$(BIN)/python -m bot demo

run: $(INSTALLED) ## start the bot with config.toml
	@$(BIN)/python -m bot run

test: $(INSTALLED) ## run all tests, on all cores
	$(BIN)/pytest --numprocesses auto

# pip 25.1 is the first that knows --group.
test-newest: ## run all tests on the newest versions that pyproject.toml allows, in a venv of its own
	$(CHECK_PYTHON)
	$(PYTHON) -m venv --clear .venv-newest
	.venv-newest/bin/pip install --quiet --upgrade 'pip>=25.1'
	.venv-newest/bin/pip install --quiet --editable '.[llm,demo,pictures]' --group dev
	.venv-newest/bin/pytest --numprocesses auto

check: $(INSTALLED) ## lint, format, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo
	$(BIN)/hadolint Dockerfile
	$(BIN)/pyright

fix: $(INSTALLED) ## mend what lint and format can mend by themselves
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# One answer for every Python and system; what the image gets is a part of what tests and demo get.
COMPILE = .venv-lock/bin/uv pip compile --quiet --no-config --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command 'make lock' \
	pyproject.toml --group build

lock: ## renew the lock files: the newest versions that pyproject.toml allows
	$(CHECK_PYTHON)
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/pip install --quiet uv
	$(COMPILE) --all-extras --group dev --output-file requirements-dev.lock
	$(COMPILE) --extra llm --extra pictures --constraint requirements-dev.lock --output-file requirements.lock
	rm -rf .venv-lock

bench: $(INSTALLED) ## measure; one alone: make bench BENCHMARKS=startup
	@set -e; for name in $(BENCHMARKS); do echo "== $$name"; $(BIN)/python -m tests.benchmarks.$$name; done

chaos: $(INSTALLED) ## kill the bot over and over, and count what was lost or doubled
	$(BIN)/python -m tests.chaos

apt: ## Debian and Ubuntu, as root: Python's venv, and a font for the demo's Korean
	apt-get update
	apt-get install --yes --no-install-recommends python3-venv fonts-noto-cjk

clean: ## remove all that was made, except data/ and config.toml
	rm -rf .venv .venv-* build *.egg-info .hypothesis .ruff_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
