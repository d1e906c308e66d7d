# Every habit is one command, and each sets up what it needs: git, make and Python >= 3.11 are enough.
#
#   make demo    read and audit the papers of corpus/; the report is outputs/report.html
#   make test    run the tests
#   make lint    style and types
#   make docs    write the pages that come from commands, rules and schema, and build the site into site/
#   make bench   measure: table readers on the same files, names against general matchers, planted errors
#   make clean   remove what was built and written

VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= outputs
PUBLISHED ?= $(or $(DOICHIEU_PUBLISHED),../shared/published)
RECONCILIATION ?= $(or $(DOICHIEU_RECONCILIATION),../shared/reconciliation)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help demo test lint docs bench clean

help:
	@sed -n 's/^#   //p' Makefile

demo: $(VENV)/.installed
	$(BIN)/doichieu run corpus --out $(OUT)
	@echo
	@echo "The report: $(OUT)/report.html (open it in a browser)"
	@echo "The data:   $(OUT)/dataset (pandas.read_parquet(\"$(OUT)/dataset/observations\"))"

# What a test needs from outside (papers, schemas, LibreOffice, Chromium) is named when it is absent, and skipped.
test: $(VENV)/.installed-dev
	@[ -d "$(PUBLISHED)" ] || echo "Published papers: absent ($(PUBLISHED) is no folder); their tests are skipped"
	@[ -d "$(RECONCILIATION)" ] || echo "Schemas of the reconciliation service: absent ($(RECONCILIATION) is no folder)"
	DOICHIEU_PUBLISHED="$(wildcard $(PUBLISHED))" DOICHIEU_RECONCILIATION="$(wildcard $(RECONCILIATION))" \
	  $(BIN)/python -m pytest -rs $(ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p doichieu

docs: $(VENV)/.installed-dev
	$(BIN)/python docs/build.py
	$(BIN)/zensical build --strict --clean

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/tables.py
	$(BIN)/python benchmarks/names.py
	$(BIN)/python benchmarks/audit.py
	$(BIN)/python benchmarks/comparison.py
	$(BIN)/python benchmarks/scans.py
	$(BIN)/python benchmarks/figures.py
	$(BIN)/python benchmarks/ingest.py

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find doichieu tests corpus docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	find outputs -mindepth 1 -maxdepth 1 ! -name .gitignore -exec rm -rf {} +

# --------------------------------------------------------------------------- environment

# A venv needs ensurepip, which some distributions package apart: then pip is run from its own wheel on PyPI.
$(BIN)/python:
	@python=; for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Python 3.11 or later is needed and was not found." >&2; exit 1; fi; \
	echo "Setting up $(VENV) with $$($$python --version) (once)"; \
	if ! $$python -m venv $(VENV) >/dev/null 2>&1; then \
	  rm -rf $(VENV) && $$python -m venv --without-pip $(VENV) && \
	  wheel=$$($(BIN)/python .ci/pip_wheel.py $(VENV)) && $(BIN)/python $$wheel/pip install --quiet $$wheel; \
	fi
	@$(BIN)/python -m pip --version >/dev/null || { rm -rf $(VENV); \
	  echo "pip could not be set up. Do: install your system's package python3-venv." >&2; exit 1; }

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing doichieu into $(VENV)"
	@$(PIP) --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null  # a venv made by uv has no pip
	@$(PIP) install --editable ".[ocr]"
	@touch $@

# The group is read here because pip knows --group only since 25.1.
$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	@echo "Installing the development tools into $(VENV)"
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' \
	  > $(VENV)/dev-requirements.txt
	@$(PIP) install --requirement $(VENV)/dev-requirements.txt
	@touch $@
