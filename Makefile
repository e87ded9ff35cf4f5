# `make brief` and `make test` do all the set-up on Debian and Ubuntu; `make help` lists the rest.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: brief test mutation kills schedule-kills roundtrips oracle bench golden lint types conformance docs check lock tools setup clean help

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet install
EDITIONS := zh-Hans zh-Hant en bilingual bilingual-hant

brief: setup ## build the Kuaishou FY2024 brief in every edition, into out/
	$(PYTHON) -m reporter build data/kuaishou-2024q4.yaml $(EDITIONS:%=--edition %)

test: setup ## run the tests on every core
	$(PYTHON) -m pytest -n auto $(TESTS)

mutation: setup ## make briefs wrong in hundreds of ways and count what finds them
	PYTHONPATH=tests $(PYTHON) tests/mutation/suite.py
	HYPOTHESIS_PROFILE=long $(PYTHON) -m pytest -q -n 2 tests/test_formats.py -k read

kills: setup ## kill processes that deliver mail, 300 times at random, and count what arrives
	REPORTER_KILLS=100 $(PYTHON) -m pytest -q -n 0 --log-cli-level=INFO tests/mail/test_crashes.py -k random

schedule-kills: setup ## kill three tickers of a schedule, 300 times at random, and hold what was done
	REPORTER_KILLS=300 $(PYTHON) -m pytest -q -n 0 --log-cli-level=INFO tests/schedule/test_crashed_tickers.py -k random

roundtrips: setup ## read 100,000 random subjects, names and file names with two readers of mail
	REPORTER_ROUND_TRIPS=100000 $(PYTHON) -m pytest -q -n auto tests/mail/test_round_trips.py

bench: setup ## set the making of a brief beside Chromium, Typst and ReportLab; needs make tools
	$(PIP) --require-hashes -r requirements-bench.lock
	$(PYTHON) benchmarks/peers/run.py

oracle: setup ## judge when jobs run by walking through twenty years minute by minute
	PYTHONPATH=tests/schedule $(PYTHON) tests/schedule/oracle_suite.py

golden: setup ## take the pictures of the pages anew, which tests/system/test_golden.py holds
	REPORTER_GOLDEN=write $(PYTHON) -m pytest -q -n auto tests/system/test_golden.py

lint: setup ## Ruff: rules and format
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: setup ## mypy, strict
	$(PYTHON) -m mypy

conformance: setup ## judge every edition against PDF/A-3a and PDF/UA-1
	.ci/conformance

docs: setup ## links and commands in the documents hold
	$(PYTHON) -m pytest -q tests/test_docs.py

check: lint types test docs ## what to run before a commit

lock: setup ## write the locks anew from setup.cfg
	$(PIP) uv
	$(COMPILE) --extra dev --output-file requirements.lock
	$(COMPILE) --extra conformance --constraint requirements.lock \
		--output-file requirements-conformance.lock
	$(COMPILE) --extra bench --constraint requirements.lock --output-file requirements-bench.lock
COMPILE := $(PYTHON) -m uv pip compile setup.cfg --quiet --upgrade --universal \
	--python-version 3.11 --generate-hashes --custom-compile-command "make lock"

tools: ## the outside readers and the servers that some tests ask, skipped where they are missing
	@.ci/system tools >/dev/null
	@.ci/mail-servers
	@.ci/mailparser

clean: ## remove what was built; the environment stays, and the ledger: it knows what was sent
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	[ ! -d out ] || find out -mindepth 1 ! -name 'ledger.sqlite*' -delete

help: ## this list
	@sed -n 's/^\([a-z-]*\):.* ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

# The environment: made once, and again only where the lock or the metadata changed. The stamp is
# worth nothing without the Python that the environment leads to.
$(shell test -x $(PYTHON) || rm -f .venv/installed)

setup: .venv/installed

.venv/installed: requirements.lock setup.cfg pyproject.toml
	@python=$$(.ci/system) && \
		{ $(PYTHON) -m pip --version >/dev/null 2>&1 || "$$python" -m venv --clear .venv; }
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
