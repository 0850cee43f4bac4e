# The two commands are `make demo` and `make test`; each makes its environment first. See docs/dev/testing.md.
.PHONY: demo test test-slow fuzz bench lock lint types contracts deb
PYTHON = .venv/bin/python

demo:
	@scripts/bootstrap base
	@$(PYTHON) -m giaoban.cli demo $(ARGS) || test $$? = 130

test:
	@scripts/test $(ARGS)

test-slow:
	@scripts/test-slow $(ARGS)

fuzz:
	@scripts/bootstrap dev
	@scripts/fuzz $(ARGS)

bench:
	@scripts/bootstrap dev
	@scripts/bench-peers
	@$(PYTHON) bench/run.py $(ARGS)

lint:
	@scripts/bootstrap dev
	@$(PYTHON) -m ruff check .

types:
	@scripts/bootstrap dev
	@$(PYTHON) -m mypy

contracts:
	@scripts/bootstrap dev
	@.venv/bin/lint-imports

deb:
	@scripts/bootstrap base
	@packaging/build-deb

# The lock, from pyproject.toml, for the oldest Python we run on. uv adds hashes of every platform's files and no address.
COMPILE = $(PYTHON) -m uv pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml
lock:
	@scripts/bootstrap base
	@$(COMPILE) --extra build -o requirements/base.txt
	@$(COMPILE) --extra dev --extra build --extra units --extra rollup -o requirements/dev.txt
	@$(COMPILE) --extra dev --extra build --extra units --extra rollup --extra scale -o requirements/scale.txt
	@$(COMPILE) --extra bench --prerelease allow -o requirements/bench.txt
	@echo "uv==$$(sed -n 's/^ *build = .*"uv==\([^"]*\)".*/\1/p' pyproject.toml)" | $(PYTHON) -m uv pip compile --quiet --generate-hashes --no-header --no-annotate --python-version 3.11 - -o requirements/build.txt
