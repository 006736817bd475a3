# `make` alone lists the targets. Needs Python 3.11 or newer, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test test-ray check fix golden docs bench

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "subtitler needs Python 3.11 or newer; name one with PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(VENV)/.ready  ## set up, and subtitle a sample transcript with the bundled model
	$(BIN)/subtitler make samples/harbour-festival.txt --output demo-output --force
	@echo; cat demo-output/harbour-festival.ko-en.srt

test: $(VENV)/.ready  ## set up, and run all tests
	$(BIN)/pytest

test-ray: $(VENV)/.ready  ## fetch Ray, and run the tests of batches on a cluster (a minute or two)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[ray]'
	$(BIN)/pytest tests/batch/test_ray_crew.py

check: $(VENV)/.ready  ## format, lint and type checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: $(VENV)/.ready  ## format, and fix what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(VENV)/.ready  ## rewrite the expected outputs in tests/golden; review the diff
	$(BIN)/python -m tests.golden.rewrite
	git --no-pager diff --stat tests/golden

docs: $(VENV)/.ready  ## rewrite docs/checks.md from the rules
	$(BIN)/subtitler check --rules > docs/checks.md

bench: $(VENV)/.ready  ## measure word links, the cut, and the cost beside the model
	$(BIN)/python -m benchmarks.link_quality
	$(BIN)/python -m benchmarks.cut_quality
	$(BIN)/python -m benchmarks.cost
