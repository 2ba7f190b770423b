# Two commands: `make site` builds the site from content/, `make test` runs the tests.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
# The same order and the same drawn inputs in each run; `pytest` alone shuffles the tests.
TESTS := $(RUN)/pytest --quiet --numprocesses auto --dist loadfile --no-loadscope-reorder \
  --randomly-seed 1
PIP := $(RUN)/python -m pip --disable-pip-version-check --quiet

.PHONY: site serve test test-long lint bench fuzz mutants hosts audit licences screenshots lock clean

site: $(VENV)/.site-ready
	$(RUN)/reftel build

serve: $(VENV)/.site-ready
	$(RUN)/reftel serve

test: lint
	$(RUN)/python -m tests.corpus.scoring || test $$? -eq 2
	$(RUN)/python -m tests.corpus.unseen || test $$? -eq 2
	$(RUN)/python -m tests.corpus.links_scoring || test $$? -eq 2
	$(RUN)/python -m tests.corpus.terms_scoring || test $$? -eq 2
	$(RUN)/python -m tests.corpus.people_scoring || test $$? -eq 2
	$(TESTS)

# Tests that take longer: killed builds, full disks, many random changes.
test-long: $(VENV)/.test-ready
	$(TESTS) -m long tests/site

lint: $(VENV)/.test-ready
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy

bench: $(VENV)/.test-ready
	$(RUN)/pytest --quiet --benchmark-only --override-ini addopts= tests/bench
	$(RUN)/python -m tests.bench.sites

# Inputs drawn at random for the property tests; inputs from a fuzzer: to the parser, then through
# the whole build of pages.
PARSER_RUNS ?= 1000000
SITE_RUNS ?= 5000

fuzz: $(VENV)/.test-ready
	$(PIP) install --require-hashes --requirement requirements/fuzz.lock
	$(RUN)/pytest --quiet --numprocesses auto --hypothesis-profile random tests/property tests/unit
	$(RUN)/python -m tests.fuzz.harness parse -runs=$(PARSER_RUNS) -max_len=64
	$(RUN)/python -m tests.fuzz.harness site -runs=$(SITE_RUNS) -max_len=64

# Small changes to the program that tests must notice: in all rooms that promise something, or in a
# room or file of it (`make mutants ROOM=generator/release`). MUTANTS=0 tests all of a room.
ROOM ?=
MUTANTS ?= 100

mutants: $(VENV)/.test-ready
	$(PIP) install --require-hashes --requirement requirements/mutants.lock
	$(RUN)/python -m tests.mutants --sample $(MUTANTS) $(ROOM)

# The same pages built by possible successors of MkDocs, in an environment of their own.
hosts: $(VENV)/.test-ready
	$(PYTHON) -m venv $(VENV)/hosts
	$(VENV)/hosts/bin/python -m pip --quiet install --require-hashes --requirement requirements/hosts.lock
	$(VENV)/hosts/bin/python -m pip --quiet install --no-deps --no-build-isolation --editable .
	$(RUN)/pytest --quiet tests/site/test_hosts.py

# Known vulnerabilities of the pinned packages: needs the network, and fails if a look-up fails.
AUDITED := site test hosts fuzz mutants
audit:
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip --quiet install pip-audit
	for name in $(AUDITED); do $(VENV)/audit/bin/pip-audit --strict --require-hashes --disable-pip \
	  --progress-spinner off --requirement requirements/$$name.lock || exit 1; done

licences: $(VENV)/.test-ready
	$(RUN)/python -m tests.licences

# Screenshots of the sample site for the documents.
screenshots: $(VENV)/.test-ready
	$(RUN)/python -m tests.site.screenshots

# Everything is installed in pinned versions, with hashes.
$(VENV)/.site-ready: requirements/site.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements/site.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test-ready: requirements/test.lock $(VENV)/.site-ready
	$(PIP) install --require-hashes --requirement requirements/test.lock
	@sh tests/site/install-tools
	@touch $@

# Renew the pinned versions: needs the network.
LOCKS := site test fuzz mutants hosts
lock:
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip --quiet install pip-tools
	$(MAKE) $(LOCKS:%=requirements/%.lock.new)
	for name in $(LOCKS); do mv requirements/$$name.lock.new requirements/$$name.lock; done

requirements/site.lock.new: EXTRA =
requirements/%.lock.new: EXTRA = --extra $*
requirements/%.lock.new:
	$(VENV)/lock/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras $(EXTRA) \
	  --build-deps-for editable --no-header --no-annotate --no-emit-index-url \
	  --no-emit-find-links --no-emit-options --output-file $@ pyproject.toml

clean:
	rm -rf $(VENV) site/* content/pages/*
