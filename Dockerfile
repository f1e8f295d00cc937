# Everything is fetched and unpacked while building; the running container needs no network.
# Package mirrors or a CPU build of torch: --build-arg PIP_INDEX_URL=… --build-arg PIP_EXTRA_INDEX_URL=…

FROM python:3.11-slim-bookworm AS base
# llama.cpp needs the OpenMP run-time, which the slim image lacks. Its version is the distribution's to choose.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libgomp1 \
 && rm -rf /var/lib/apt/lists/*

FROM base AS build
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUTF8=1 \
    POLICYQA_MODELS=/opt/models \
    PATH=/opt/venv/bin:$PATH
WORKDIR /app
RUN python -m venv /opt/venv
COPY requirements.txt ./
RUN pip install -r requirements.txt
COPY index ./index
COPY prompts ./prompts
COPY qa ./qa
RUN python -m qa models prepare

FROM base
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONUTF8=1 \
    POLICYQA_MODELS=/opt/models \
    POLICYQA_INDEX=/data \
    HF_HUB_OFFLINE=1 \
    TRANSFORMERS_OFFLINE=1 \
    HF_HUB_DISABLE_TELEMETRY=1 \
    GRADIO_ANALYTICS_ENABLED=False \
    GRADIO_TEMP_DIR=/tmp/gradio \
    HOME=/tmp
RUN groupadd --system --gid 10001 policyqa \
 && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /tmp policyqa \
 && install --directory --owner=10001 --group=10001 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/models /opt/models
WORKDIR /app
COPY LICENSE NOTICE ./
COPY seeds ./seeds
COPY index ./index
COPY prompts ./prompts
COPY qa ./qa
COPY ui ./ui
# Nobody can write beside the sources later: without this each start would compile them anew, half a second and more.
RUN python -m compileall -q index prompts qa ui
USER 10001:10001
VOLUME ["/data"]
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/healthz', timeout=4)"]
# The samples are added once; whoever removes one later does not get it back at the next start. The server listens on the
# container's network, so that it wants accounts: the first start makes one and writes its password to the log.
CMD ["sh", "-c", "set -e; if [ ! -e /data/seeds-added ]; then python -m qa add seeds --index /data; touch /data/seeds-added; fi; if [ ! -e /data/users.json ]; then echo admin; python -m qa users add admin --role editor --generate --index /data; fi; exec python -m qa serve --index /data --host 0.0.0.0 --port 7860"]
