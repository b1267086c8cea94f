"""Search of a portal with 100,000 articles: the whole page of results, on PostgreSQL; on SQLite for comparison."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.figure import Figure, say, show
from tools import postgres

PROJECT = Path(__file__).parent.parent
ARTICLES, QUESTIONS = 100_000, 300
LIMIT_MS = 100
DATABASES = ("PostgreSQL", "SQLite")


def measure(articles: int = ARTICLES, databases: tuple[str, ...] = DATABASES) -> list[Figure]:
    """Fill each database, ask it, and say what the slowest question costs where the limit is not kept."""
    figures: list[Figure] = []
    for name in databases:
        say(f"{name}: making {articles} articles …")
        found = _on_postgres(articles) if name == "PostgreSQL" else _seed(articles, "")
        p95_ms = quantiles(found["ms"], n=20)[-1]
        limit = LIMIT_MS if name == "PostgreSQL" else None
        figures += [
            Figure(
                f"{name}, {found['entries']} articles: a page of results, p95", round(p95_ms, 1), "ms", limit
            ),
            Figure("  middle", round(median(found["ms"]), 1), "ms"),
            Figure("  longest", round(found["ms"][-1], 1), "ms"),
            Figure("  index made anew", round(found["rebuilt_s"]), "s"),
        ]
        if limit and p95_ms > limit:
            say("\n".join(map(str, found["slowest"])))
            say(found["plan"])
    return figures


def _on_postgres(articles: int) -> dict[str, Any]:
    with postgres.running() as url:
        _create(url)
        return _seed(articles, url)


def _create(url: str) -> None:
    """Make the database that the address names."""
    import psycopg  # noqa: PLC0415

    server, _, name = url.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")


def _seed(articles: int, url: str) -> dict[str, Any]:
    folder = tempfile.mkdtemp(prefix="diemcau-bench-")
    environment = os.environ | {
        "DIEMCAU_DATA": folder,
        "DIEMCAU_DATABASE_URL": url,
        "DIEMCAU_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "diemcau.config.settings",
    }
    argv = [sys.executable, "-m", "bench.search_seed", str(articles), str(QUESTIONS)]
    try:
        done = subprocess.run(
            argv, env=environment, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    count = int(sys.argv[1]) if sys.argv[1:] else ARTICLES
    sys.exit(show(measure(count, tuple(sys.argv[2:]) or DATABASES)))
