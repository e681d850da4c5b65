# One verb for each habit. PYTHON makes the environment, VENV is where it lies; `make VENV=…` uses another one.

PYTHON ?= python3.11
VENV ?= .venv
EXTRAS ?= dev
BIN := $(VENV)/bin
SAMPLE := docs/samples/report.txt

# The rooms as the package they are installed as, in links: for the tools that read source and do not import it.
TREE := build/rooms
ROOMS := $(shell sed -n 's/^"zhibiao\.[a-z]*" = "\(.*\)"$$/\1/p' pyproject.toml)

# Without torch, what inherits from it has no type; with the train extra every check is on.
MYPY_FLAGS := $(if $(wildcard $(VENV)/lib/python*/site-packages/torch),,--allow-subclassing-any \
	--allow-untyped-decorators --no-warn-return-any --no-warn-unused-ignores)

.PHONY: help demo test train lint types tree readme figures format clean

help: ## List the verbs
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1	\2/'

demo: $(BIN)/zhibiao ## Read the sample report and show what is in it
	$(BIN)/zhibiao extract $(SAMPLE) --format table

test: $(VENV)/.installed-$(EXTRAS) ## Check style, types, imports and behaviour
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest

lint: ## Check style, types and imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) --no-print-directory types
	cd $(TREE) && $(abspath $(BIN))/lint-imports --no-cache

train: $(VENV)/.installed-train ## Fine-tune the encoder on the corpus, into runs/train
	$(BIN)/zhibiao train training/configs/train.yaml --output runs/train

figures: $(BIN)/zhibiao ## Measure the shipped model and write the figures into the READMEs and its card
	$(BIN)/python docs/figures.py

format: ## Put the code into its common form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

readme: $(BIN)/zhibiao ## Show in the READMEs what the demo prints
	$(BIN)/python docs/excerpt.py

types: tree
	MYPYPATH=$(TREE) $(BIN)/mypy $(MYPY_FLAGS)

tree:
	@rm -rf $(TREE) && mkdir -p $(TREE)/zhibiao
	@ln -s $(addprefix $(CURDIR)/,$(ROOMS)) $(wildcard $(CURDIR)/zhibiao/*.*) $(TREE)/zhibiao
	@ln -s $(CURDIR)/pyproject.toml $(TREE)

clean: ## Remove what the other verbs made, but for the environment
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(BIN)/zhibiao: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-%: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[$*]'
	@touch $@
