# Two stages: the first has pip, the second has only Python, the packages and this program.
FROM python:3.13-slim AS packages
WORKDIR /build
COPY requirements.txt .
RUN python3 -m venv --without-pip /opt/nudge \
 && python3 -m pip --python /opt/nudge/bin/python3 install --no-cache-dir --disable-pip-version-check \
        --only-binary :all: --require-hashes -r requirements.txt

FROM python:3.13-slim
RUN groupadd --system --gid 10001 nudge \
 && useradd --system --uid 10001 --gid nudge --no-create-home --home-dir /data nudge \
 && install -d -o nudge -g nudge /data
COPY --from=packages /opt/nudge /opt/nudge
WORKDIR /srv/nudge
COPY static static
COPY templates templates
COPY app app
RUN /opt/nudge/bin/python3 -m compileall -q app
ENV PATH=/opt/nudge/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OMP_NUM_THREADS=1 \
    OPENBLAS_NUM_THREADS=1 \
    NUDGE_HOST=0.0.0.0 \
    NUDGE_PORT=8000 \
    NUDGE_DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s \
    CMD ["python3", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ['NUDGE_PORT'] + '/healthz', timeout=2)"]
CMD ["python3", "-m", "app", "serve"]
