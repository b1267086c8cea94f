# Two commands matter: `make run` and `make test`. Both set up all they need and can be repeated.
PYTHON ?= /usr/bin/python3
VENV := .venv/bin

.PHONY: run test lint check-frontend test-postgres test-sqlite bench lock messages clean setup help

help:
	@echo "make run        set up, seed the demonstration, start everything (Ctrl-C stops it)"
	@echo "make test       set up, then linters, types and every test, on PostgreSQL and on SQLite"
	@echo "make lint       linters, types and import contracts"
	@echo "make bench      the figures, written to docs/figures.md"
	@echo "make messages   collect the texts to translate; make lock: pin the packages; make clean: remove what was built"

run:
	@$(PYTHON) -m tools.setup run
	@echo "Preparing the data folder and the demonstration …"
	@$(VENV)/diemcau prepare --demo > build/prepare.log
	@$(VENV)/diemcau serve --demo

test:
	@$(PYTHON) -m tools.setup test
	@$(PYTHON) -m tools.check

setup:
	@$(PYTHON) -m tools.setup test

lint:
	@$(PYTHON) -m tools.check lint

bench: setup
	@$(VENV)/python -m bench.all

lock:
	@sh tools/lock.sh

messages:
	@sh tools/messages.sh

clean:
	rm -rf build .venv frontend/node_modules frontend/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
