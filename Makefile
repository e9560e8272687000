# `make demo` and `make test` do all the set-up they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo desk test bench-attribution bench-desk bench-ledger bench-links bench-readings bench-reconcile bench-speed clean bench-bulk bench-accuracy

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m counterclaim.gazetteer.build
	@touch $@

demo: $(STAMP)
	$(BIN)/counterclaim read examples/river-crossing.txt --published 2025-03-12

# Opens the desk on a demonstration ledger of the bundled dossiers; the browser libraries need npm.
DEMO := build/desk-demo.db
desk: $(STAMP)
	$(BIN)/python browser/build.py
	$(BIN)/python benchmarks/demo_ledger.py $(DEMO)
	$(BIN)/counterclaim desk --ledger $(DEMO) $(DESK)

test: $(STAMP)
	-$(BIN)/python browser/build.py
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench-accuracy: $(STAMP)
	$(BIN)/python benchmarks/accuracy.py

bench-attribution: $(STAMP)
	$(BIN)/python benchmarks/attribution.py

bench-readings: $(STAMP)
	$(BIN)/python benchmarks/readings.py

bench-links: $(STAMP)
	$(BIN)/python benchmarks/links.py

bench-desk: $(STAMP)
	$(BIN)/python benchmarks/desk.py build/desk-demo.db

bench-reconcile: $(STAMP)
	$(BIN)/python benchmarks/reconcile.py

bench-ledger: $(STAMP)
	$(BIN)/python benchmarks/ledger.py

bench-bulk: $(STAMP)
	$(BIN)/python benchmarks/bulk.py

bench-speed: $(STAMP)
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf $(VENV) build dist

# Refresh the lock file (needs uv on the PATH).
.PHONY: lock
lock:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --python-version 3.11 \
	  --custom-compile-command "make lock" --quiet --output-file requirements.lock
