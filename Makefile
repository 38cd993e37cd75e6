# `make help` says what there is. Needs make and Python 3.11 or newer; everything else is fetched into .venv from the hashed lock.

# Another Python: make setup PYTHON=python3.13. More to pytest: make test PYTEST_ARGS="-n auto".
PYTHON ?=
PYTEST_ARGS ?=
export PYTHON

python := .venv/bin/python
pytest := $(python) -m pytest

.PHONY: help setup run test lint regulation-coverage drill bundle lock fonts pictures clean
.NOTPARALLEL:

help: ## what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "make %-7s %s\n", $$1, $$2}'

setup: ## make or mend .venv from requirements.lock
	@.ci/ground venv

run: setup ## open the window; with no screen, the tour into out/
	@.ci/ground qt
	@.ci/ground run

test: lint regulation-coverage ## lint, types, layers and every test but the drills
	$(pytest) $(PYTEST_ARGS)

lint: setup ## ruff, strict types of app and reports, layers and house rules
	@.ci/ground qt
	$(python) -m ruff check .
	$(python) -m mypy
	$(pytest) -q tests/test_architecture.py tests/test_house.py tests/test_release.py

# The regulation's own tests alone must reach every branch of it.
regulation-coverage: setup
	$(pytest) -q $(PYTEST_ARGS) tests/regulation --cov --cov-report=term --cov-fail-under=100

drill: setup ## the long drills: kill -9, full disks, flipped bits
	@.ci/ground qt
	$(pytest) -m drill $(PYTEST_ARGS)

bundle: setup ## a program folder under dist/ that needs no Python
	@.ci/ground bundle
	$(python) -m PyInstaller --noconfirm --clean build.spec

lock: setup ## resolve pyproject.toml into requirements.lock anew
	$(python) -m uv pip compile --universal --upgrade --generate-hashes --no-emit-index-url --group dev --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

fonts: setup ## make resources/fonts anew from their sources
	$(python) resources/fonts/build_fonts.py

pictures: setup ## take the pictures of the help anew from the sample bureau
	@.ci/ground qt
	$(python) resources/help/build_pictures.py

clean: ## remove everything made here but .venv
	rm -rf build dist out .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .cache
	find app ui reports resources tests -name __pycache__ -type d -prune -exec rm -rf {} +
