# Nudge: the short commands. `make` alone lists them.
HOST ?= 127.0.0.1
PORT ?= 8000
PY := .venv/bin/python
# One BLAS thread a process: on layers of 16 neurons more threads only wait for each other.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test check bench format lock clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Serve the page on http://127.0.0.1:8000 (other: make run PORT=8080 HOST=0.0.0.0)
	@scripts/venv requirements.txt
	@exec $(PY) -m app serve --host $(HOST) --port $(PORT)

test: ## Run every test: JavaScript, Python, and the page in a real Chromium
	@scripts/venv requirements-dev.txt
	@scripts/test-js
	@$(PY) -m pytest -q -m browser
	@$(PY) -m pytest -m "not browser" -n 2 --dist worksteal

check: ## Lint, formatting, types, Dockerfile
	@scripts/venv requirements-dev.txt
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@scripts/check-js
	@scripts/check-dockerfile

bench: ## Measure what docs/figures.md reports (one alone: make bench ONLY=framing)
	@scripts/venv requirements-dev.txt
	@$(PY) -m bench $(ONLY)

format: ## Put every Python file into the one format
	@scripts/venv requirements-dev.txt
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

lock: ## Pin the dependencies of pyproject.toml anew, with hashes (needs uv)
	@scripts/lock

clean: ## Remove the virtual environment and every cache (keeps your data)
	rm -rf .venv node_modules dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .schemathesis
