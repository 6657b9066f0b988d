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
USER paperboy
# No HEALTHCHECK: a bot that cannot go on says why and ends; a lost connection it mends itself.
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
