# One way to run, test and check; CI calls the same targets.
# Needs only Python 3.11 or later, make and git: the first target to run makes the environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test check prove serve clean

run: $(STAMP)  ## Make the demonstration's drops, load them, publish each month, print the comparison table
	$(BIN)/kpi demo
	$(BIN)/kpi run --la 871 --all-months

test: $(STAMP)  ## Everything that needs nothing but Python; at most five minutes
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(STAMP)  ## Style, types and SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/sqlfluff lint sql docs/analysts/queries --processes 2
	$(BIN)/python -m pipelines.models.lint

prove: $(STAMP)  ## Long campaigns and what needs other software; writes docs/proofs/
	$(BIN)/python -m benchmarks.prove

serve: $(STAMP)  ## Dagster's pages and scheduler, until Ctrl-C
	$(BIN)/kpi serve

$(STAMP): requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
# Compiled once here: otherwise every command recompiles its libraries (ten seconds each time).
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib pipelines || true
	touch $(STAMP)

clean:
	rm -rf $(VENV) warehouse/* .pytest_cache .ruff_cache
