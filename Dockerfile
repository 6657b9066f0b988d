# The first stage installs into /opt/paperboy; the second gets that folder, and nothing to build with.
FROM python:3.13.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/paperboy
COPY requirements.lock ./
RUN /opt/paperboy/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY cogs cogs
RUN /opt/paperboy/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13.11-slim-bookworm
RUN useradd --uid 1000 --no-create-home paperboy && install --directory --owner paperboy /paperboy/data
COPY --from=build /opt/paperboy /opt/paperboy
ENV PATH=/opt/paperboy/bin:$PATH PYTHONUNBUFFERED=1
# The database is data/paperboy.db from here, the configuration config.toml.
WORKDIR /paperboy
VOLUME /paperboy/data
USER 1000:1000
# No HEALTHCHECK here: without http.port there is nothing to ask. `paperboy help compose.yaml` has one.
ENTRYPOINT ["paperboy"]
CMD ["run"]
