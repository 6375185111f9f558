# Two commands do all the set-up: `make demo` shows the main job, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test format lint types contracts tests clean

help:
	@echo "make demo   set up, then show figurewatch at work on a small local site"
	@echo "make test   set up, then formatting, lint, types, contracts and all tests"
	@echo "make bench  measure reading and comparing beside other libraries"
	@echo "make format put the code in the house format"
	@echo "make clean  remove the environment and the demo's folder"

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "figurewatch needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ...")'
	@echo "Setting up a virtual environment in $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml constraints.txt
	@echo "Installing figurewatch ..."
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(PIP) install --constraint constraints.txt --editable ".[dev]"
	@touch $@

demo: $(VENV)/.installed
	@$(BIN)/figurewatch demo

test: format-check lint types contracts tests

.PHONY: format-check
format-check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

contracts: $(VENV)/.installed-dev
	$(BIN)/lint-imports

# Two at a time: most machines have two cores, and most tests wait for a server of their own.
tests: $(VENV)/.installed-dev
	$(BIN)/pytest --numprocesses 2 --dist loadfile

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	@echo "Installing what figurewatch is measured against ..."
	@$(PIP) install --constraint constraints.txt --editable ".[dev,bench]"
	@touch $@

.PHONY: bench
bench: $(VENV)/.installed-bench
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.comparing

clean:
	rm -rf $(VENV) .demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
