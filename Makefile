# Everything runs in .venv. A fresh machine needs git, make and Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
BENCHMARKS ?= $(sort $(basename $(notdir $(wildcard tests/benchmarks/[a-z]*.py))))

.PHONY: help install demo run test check fix bench chaos apt clean

help: ## show this list
	@awk -F ':[^#]*## ' '/^[a-z]+:[^#]*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

install: $(INSTALLED) ## put all that running and testing need into .venv

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Paperboy needs Python 3.11 or newer. Name one: make $(or $(MAKECMDGOALS),install) PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1' # the first that knows --group
	$(BIN)/pip install --quiet --editable '.[demo]' --group dev
	@touch $@

demo: $(INSTALLED) ## see the bot at work in a simulated Discord: no token, no account
	@$(BIN)/python -m bot demo

run: $(INSTALLED) ## start the bot with config.toml
	@$(BIN)/python -m bot run

test: $(INSTALLED) ## run all tests, on all cores
	$(BIN)/pytest --numprocesses auto

check: $(INSTALLED) ## lint, format, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo
	$(BIN)/pyright

fix: $(INSTALLED) ## mend what lint and format can mend by themselves
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(INSTALLED) ## measure; one alone: make bench BENCHMARKS=startup
	@set -e; for name in $(BENCHMARKS); do echo "== $$name"; $(BIN)/python -m tests.benchmarks.$$name; done

chaos: $(INSTALLED) ## kill the bot over and over, and count what was lost or doubled
	$(BIN)/python -m tests.chaos

apt: ## Debian only: venv, where Python came without it, and a font for the demo's Korean
	apt-get install --yes --no-install-recommends python3-venv fonts-noto-cjk

clean: ## remove all that was made, except data/ and config.toml
	rm -rf .venv build *.egg-info .hypothesis .ruff_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
