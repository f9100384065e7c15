# Needs Python 3.11 or newer, make and git; everything else is installed into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
INBOX  ?= samples/inbox
CORPUS ?= samples/inbox
WAREHOUSE ?= data/chancery.duckdb
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help setup ingest up test test-slow test-operation screenshots lint format samples readme dictionary clean torture audit bench bench-extraction bench-text bench-reading bench-warehouse

help:  ## list what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Chancery needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(BIN)/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.runtime  ## install Chancery into .venv

ingest: $(VENV)/.runtime  ## read INBOX (samples/inbox) into WAREHOUSE (data/chancery.duckdb)
	@$(BIN)/chancery ingest "$(INBOX)" --warehouse "$(WAREHOUSE)" --examples 3

up: $(VENV)/.runtime  ## run server, UI, worker and inbox watcher until Ctrl-C
	@$(BIN)/chancery up

test: $(VENV)/.dev  ## run the test suite
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

test-slow: $(VENV)/.dev  ## run the tests that take long
	$(BIN)/python -m pytest -m slow --numprocesses auto --dist loadfile

test-operation: $(VENV)/.dev  ## run the tests that start the service and break it
	$(BIN)/python -m pytest -m operation --numprocesses 3 --dist worksteal

KILLS ?= 200
REAL_KILLS ?= 20
CASES ?= 10000
FILES ?= 5000 50000

torture: $(VENV)/.dev  ## kill runs, damage files, many files: hours, reported in docs/reliability.md
	$(BIN)/python -m pytest -m 'slow or not slow' tests/reliability
	$(BIN)/python -m tests.reliability.kills --kills $(KILLS)
	$(BIN)/python -m tests.reliability.kills --kills $(REAL_KILLS) --seed 2 --crowds --really
	$(BIN)/python -m tests.reliability.whole_kills --kills $(REAL_KILLS)
	$(BIN)/python -m tests.reliability.kills_anew
	$(BIN)/python -m tests.reliability.mutations --cases $(CASES)
	$(BIN)/python -m tests.reliability.many_files --files $(FILES)

BENCH := .venv-bench
BENCH_PYTHON ?= $(BENCH)/bin/python
PDF ?= samples/inbox
INBOXES ?= samples/inbox
TEXTS ?= samples/inbox

$(BENCH)/.installed: requirements.lock benchmarks/requirements.txt pyproject.toml
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BENCH)/bin/python -m pip install --quiet -r benchmarks/requirements.txt
	$(BENCH)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

bench: $(BENCH)/.installed  ## measure, beside other tools, and write the tables of docs/benchmarks.md
	$(BENCH_PYTHON) -m benchmarks $(SECTIONS) --pdf $(PDF) --inboxes $(INBOXES) --texts $(TEXTS) $(BENCH_OPTIONS)

bench-text: $(BENCH)/.installed  ## how well PDFs of known text are read (see benchmarks/README.md)
	$(BENCH_PYTHON) -m benchmarks.text_quality

bench-reading: $(BENCH)/.installed  ## how fast and in how much memory PDFs are read, beside other readers
	$(BENCH_PYTHON) -m benchmarks.reading

screenshots: $(VENV)/.dev  ## take the pictures of the Prefect UI in docs/images anew
	CHANCERY_SCREENSHOTS=$(CURDIR)/docs/images $(BIN)/python -m pytest -m operation tests/operation/test_ui.py

lint: $(VENV)/.dev  ## ruff, mypy and bandit
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive extractors warehouse expectations flows

format: $(VENV)/.dev  ## let ruff format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench-extraction: $(VENV)/.runtime  ## measure extraction over the text files in CORPUS
	$(BIN)/python -m benchmarks.extraction $(CORPUS)

bench-warehouse: $(VENV)/.runtime  ## measure runs, queries and search in a warehouse of a million commitments
	$(BIN)/python -m benchmarks.warehouse --inbox $(INBOX)

samples: $(VENV)/.dev  ## make the PDFs in samples/inbox anew
	$(BIN)/python samples/make_pdfs.py

clean:  ## remove the virtual environment and the caches, never the data
	rm -rf $(VENV) $(BENCH) .mypy_cache .pytest_cache .ruff_cache .hypothesis build *.egg-info

readme: $(VENV)/.dev  ## write the output of the commands in the README anew
	$(BIN)/python -m tests.readme

dictionary: $(VENV)/.runtime  ## write docs/data_dictionary.md anew from the schema
	$(BIN)/python -m warehouse.dictionary > docs/data_dictionary.md

audit: $(VENV)/.dev  ## ask PyPI about holes known in what the lock pins
	@$(BIN)/python -m tests.audit
