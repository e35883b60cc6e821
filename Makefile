# Everything a newcomer types. A target that needs the environment makes it: Python 3.11, pip and
# make are enough. `make` alone prints this page.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

WORKERS ?= auto
PYTEST  := $(BIN)/pytest
SPREAD  := -n $(WORKERS) --dist worksteal

# What others publish lies outside the checkout. Where it is found beside it, it is used.
define beside
ifneq ($$(wildcard ../shared/$(1)),)
export FAIRLEAD_$(2) ?= $$(abspath ../shared/$(1))
endif
endef
$(eval $(call beside,specs,SPECS))
$(eval $(call beside,samples,SAMPLES))
$(eval $(call beside,corpora,CORPORA))

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- the environment ----------------------------------------------------------------------------

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Fairlead needs Python 3.11 or later")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@

# The tests do the same before they begin.
.PHONY: compiled
compiled: $(READY)
	@$(BIN)/fairlead mappings compile

.PHONY: setup
setup: compiled ## Make the environment in .venv, from the locked set, and compile the mappings

.PHONY: lock
lock: ## Resolve requirements.lock anew from pyproject.toml
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	build/lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --quiet --upgrade -o requirements.lock

# --- see it work --------------------------------------------------------------------------------

.PHONY: run
run: compiled ## Convert an example DCSA bill to UN/CEFACT, and report every leaf
	@$(BIN)/fairlead convert examples/straight-bill/bill.dcsa.json --to un-json
	@printf '\nThis puts the command fairlead on your path, in this shell:\n  source $(VENV)/bin/activate\n' >&2

# --- tests and checks ---------------------------------------------------------------------------

# Tests start many processes; without its cache of bytecode each of them compiles all of the source.
test long: export PYTHONDONTWRITEBYTECODE :=

.PHONY: test
test: $(READY) ## Run the tests, with a sample of those that have many cases
	$(PYTEST) $(SPREAD)

.PHONY: long
long: $(READY) ## Run the tests in their long form: every law, mutation and hostile family
	FAIRLEAD_LONG=1 $(PYTEST) $(SPREAD)

.PHONY: check
check: long check-rest ## Everything: long tests, doctests, format, lint, types, generated files

.PHONY: check-rest
check-rest: doctest format lint types generated ## Everything but the tests

.PHONY: doctest
doctest: compiled
	$(PYTEST) --doctest-modules src

.PHONY: format
format: $(READY)
	$(BIN)/ruff format --check .

.PHONY: lint
lint: $(READY)
	$(BIN)/ruff check .

.PHONY: types
types: $(READY)
	$(BIN)/mypy

.PHONY: generated
generated: generate
	@changed=$$(git status --porcelain -- $$($(BIN)/python docs/generate.py --paths)); \
	if [ -n "$$changed" ]; then \
	  echo "$$changed"; \
	  echo "generated files differ from what is committed: run 'make generate' and commit them" >&2; \
	  exit 1; \
	fi
	@echo "git is clean"

.PHONY: fix
fix: $(READY) ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

# --- what is made -------------------------------------------------------------------------------

.PHONY: generate
generate: compiled ## Write the generated files again: rulebook, mapping tables, CLI reference
	$(BIN)/python docs/generate.py

.PHONY: accept
accept: $(READY) ## Record the expected files of the tests anew; read the diff like code
	FAIRLEAD_ACCEPT=1 $(PYTEST) tests/vectors tests/house/test_codes.py tests/house/test_sentences.py
	@git status --short -- tests

.PHONY: wheel
wheel: $(READY) ## Build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

# --- programs of others -------------------------------------------------------------------------

PEERS := build/peers

$(PEERS)/%/.npm: tests/peers/%/package.json tests/peers/%/package-lock.json
	@mkdir -p $(@D)
	cp $^ $(@D)
	cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(PEERS)/%/.maven: tests/peers/%/pom.xml
	mvn --quiet --batch-mode -f $< dependency:copy-dependencies -DoutputDirectory=$(abspath $(@D))
	@touch $@

.PHONY: peers-install
peers-install: ## Install the libraries of the peer tests into build/, where npm and Maven are
	@for peer in jose jsonld; do if command -v npm >/dev/null; then $(MAKE) $(PEERS)/$$peer/.npm; \
	  else echo "npm is not installed: $$peer"; fi; done
	@for peer in santuario; do if command -v mvn >/dev/null; then $(MAKE) $(PEERS)/$$peer/.maven; \
	  else echo "Maven is not installed: $$peer"; fi; done

.PHONY: peers
peers: $(READY) peers-install ## Let programs of others verify what we sign
	$(PYTEST) -rs tests/peers

# --- the long forms -----------------------------------------------------------------------------

.PHONY: bench
bench: compiled ## Measure, and print ratios beside their bars
	$(BIN)/python -m tests.bench

.PHONY: growth
growth: $(READY) ## Double every repeatable element of every format, and measure how the cost grows
	FAIRLEAD_GROWTH=all $(PYTEST) $(SPREAD) tests/laws/test_proportion.py

.PHONY: fuzz
fuzz: $(READY) ## A million hostile inputs
	FAIRLEAD_FUZZ=$${FAIRLEAD_FUZZ:-1000000} $(PYTEST) $(SPREAD) tests/fuzz

.PHONY: coverage
coverage: compiled ## Measure that the tests take every branch of what judges signatures and title
	$(BIN)/coverage run -m pytest tests/unit/seal tests/unit/gateway tests/unit/title tests/title tests/cli
	$(BIN)/coverage report --fail-under=100 \
	  --include='src/fairlead/seal/*,src/fairlead/title/*,src/fairlead/gateway/vouch/*'

.PHONY: mutate
mutate: compiled ## Plant mistakes in every mapping and list the survivors
	$(BIN)/fairlead mappings mutate

# MUTANTS names some of them: 'fairlead.seal.jws*', 'fairlead.seal.signer.token.x__point*'.
MUTANTS ?=

.PHONY: mutate-seal
mutate-seal: compiled ## Plant mistakes in seal and title and list the survivors (MUTANTS=pattern)
	$(BIN)/mutmut run --max-children $(if $(filter auto,$(WORKERS)),2,$(WORKERS)) $(MUTANTS)
	@$(BIN)/mutmut results --all true | awk -F ': ' '\
	  { count[$$2]++ } $$2 !~ /killed|not checked/ { print } \
	  END { for (how in count) printf "%6d %s\n", count[how], how }'

.PHONY: clean
clean: ## Remove everything that was made here
	rm -rf $(VENV) build dist mutants .pytest_cache .ruff_cache .mypy_cache .hypothesis .coverage
	find mappings -name 'compiled*.py' -delete
	find mappings src tests docs -name __pycache__ -type d -prune -exec rm -rf {} +
