# check: sets up and checks the real report.   test: sets up and passes the tests.
# Windows users: README says what to type instead.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
REPORT ?= reports/cvoe-2021-t3

.PHONY: check test thorough lint lock bench messages

check: $(READY)
	@$(BIN)/check-report $(REPORT); code=$$?; echo "check-report terminó con el código $$code"

test: $(READY)
	$(BIN)/python -m pytest -n auto

# The properties of generated reports, on a thousand of each.
thorough: $(READY)
	GENERATED_REPORTS=1000 $(BIN)/python -m pytest -n auto tests/source/test_generated_reports.py tests/document_export/test_round_trip.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m tests.bench $(REPORT)

messages: $(READY)
	$(BIN)/python -m tests.language.extract

# Exact versions with hashes; ranges are in pyproject.toml.
lock: $(READY)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--extra dev pyproject.toml --output-file requirements.lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
