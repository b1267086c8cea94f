"""The full-text index of the portals: how it is made, kept in step, and asked, on PostgreSQL and on SQLite.

Wagtail's own index serves the editors. Readers have this one, for three reasons. Wagtail's rows are wide and know
neither place, date nor state of a page, so that a common word among 100,000 articles is joined and ranked row by row;
its two databases cut words and weigh them differently, so that the answers differ; and a task brings it up to date, later
than the page. Here a row is narrow, its words lie aside, and the order needs no weighing: matches in the title first, the
newest first. `bench/portal_search.py` measures it.

Vietnamese words are of several syllables, so that readers often ask for phrases of common ones. SQLite's index knows the
place of each word; PostgreSQL's does not, and would fetch each article that has all of them, ten thousand perhaps, to look
whether they follow each other. So it has an index of pairs of neighbours beside it.

Both databases see words of letters and digits only, divided by spaces, so that both cut them alike. The database keeps
its index itself: a generated column with a GIN index (PostgreSQL), an FTS5 table with triggers (SQLite). Django can
declare neither, so both are made after each migration, if they are missing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from diemcau.newsroom.reading.words import Asked

_POSTGRESQL = (
    """ALTER TABLE newsroom_searchentry
        ADD COLUMN IF NOT EXISTS title_words tsvector
            GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED,
        ADD COLUMN IF NOT EXISTS words tsvector
            GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED""",
    # What every match is looked at for stays in the row; the long lists of words lie aside, where only the index needs them.
    """ALTER TABLE newsroom_searchentry
        ALTER COLUMN title_words SET STORAGE MAIN, ALTER COLUMN spelled SET STORAGE MAIN,
        ALTER COLUMN title SET STORAGE MAIN""",
    "ALTER TABLE newsroom_searchentry SET (toast_tuple_target = 128)",
    "CREATE INDEX IF NOT EXISTS newsroom_search_words ON newsroom_searchentry USING gin (words)",
    "CREATE INDEX IF NOT EXISTS newsroom_search_titles ON newsroom_searchentry USING gin (title_words)",
    """CREATE OR REPLACE FUNCTION newsroom_pairs(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT COALESCE(array_to_tsvector(array_agg(DISTINCT word || '_' || following)), '') FROM (
            SELECT word, lead(word) OVER (ORDER BY place) AS following
            FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS each(word, place)
        ) AS pairs WHERE following IS NOT NULL $$""",
    "CREATE INDEX IF NOT EXISTS newsroom_search_pairs ON newsroom_searchentry USING gin (newsroom_pairs(text))",
)
_BY_INDEX = (
    "enable_seqscan = off",
    "enable_indexscan = off",
    # Neither is worth its beginning for a question of some milliseconds.
    "jit = off",
    "max_parallel_workers_per_gather = 0",
)
_ROW = "INSERT INTO newsroom_search(rowid, title, text) VALUES (new.page_id, new.title, new.text);"
_GONE = (
    "INSERT INTO newsroom_search(newsroom_search, rowid, title, text)"
    " VALUES ('delete', old.page_id, old.title, old.text);"
)
_SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS newsroom_search USING fts5(
        title, text, content='newsroom_searchentry', content_rowid='page_id', tokenize='unicode61', prefix='2 3')""",
    f"""CREATE TRIGGER IF NOT EXISTS newsroom_search_added AFTER INSERT ON newsroom_searchentry
        BEGIN {_ROW} END""",
    f"""CREATE TRIGGER IF NOT EXISTS newsroom_search_gone AFTER DELETE ON newsroom_searchentry
        BEGIN {_GONE} END""",
    f"""CREATE TRIGGER IF NOT EXISTS newsroom_search_changed AFTER UPDATE OF title, text ON newsroom_searchentry
        BEGIN {_GONE} {_ROW} END""",
)


def prepare(**_signal: object) -> None:
    """Give the table its full-text index where it has none yet."""
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


@contextmanager
def by_index() -> Iterator[None]:
    """Let the questions within go by the full-text index.

    PostgreSQL takes a long list of words for as cheap to look at as a short row, and would read all of them for a common
    word, or all of some days, which costs a hundred times the way by the index.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {setting}" for setting in _BY_INDEX))
        yield


def found(asked: Asked, *, in_title: bool = False) -> RawSQL:
    """Return the condition that an entry has what is asked, anywhere or in its title."""
    if connection.vendor != "postgresql":
        query = f"{{{'title' if in_title else 'text'}}} : ({_fts5(asked)})"
        match = "SELECT rowid FROM newsroom_search WHERE newsroom_search MATCH %s"
        return _condition(f"newsroom_searchentry.page_id IN ({match})", [query])
    if in_title:
        return _condition("newsroom_searchentry.title_words @@ to_tsquery('simple', %s)", [_tsquery(asked)])
    parts = [part for phrase in asked.phrases if len(phrase) > 1 for part in _phrase(phrase)]
    if single := _tsquery(asked, singles=True):
        parts.append(("newsroom_searchentry.words @@ to_tsquery('simple', %s)", single))
    return _condition(" AND ".join(condition for condition, _ in parts), [value for _, value in parts])


def _phrase(phrase: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Return the conditions that words follow each other: by their pairs, and of those that have all pairs, by the text."""
    pairs = " & ".join(f"'{first}_{second}'" for first, second in pairwise(phrase))
    yield "newsroom_pairs(newsroom_searchentry.text) @@ %s::tsquery", pairs
    if len(phrase) > 2:
        yield "strpos(' ' || newsroom_searchentry.text || ' ', %s) > 0", f" {' '.join(phrase)} "


def _condition(sql: str, params: list[str]) -> RawSQL:
    return RawSQL(sql, params, output_field=BooleanField())  # noqa: S611 -- words are letters and digits


def _tsquery(asked: Asked, *, singles: bool = False) -> str:
    """Write what is asked in PostgreSQL's language: `'bien' & 'dao':*`, a phrase as `('bien' <-> 'dao')`; or no phrases."""
    parts = []
    for number, phrase in enumerate(asked.phrases, start=1):
        goes_on = ":*" if asked.open_ended and number == len(asked.phrases) else ""
        if len(phrase) == 1 or not singles:
            parts.append(" <-> ".join(f"'{word}'" for word in phrase) + goes_on)
    return " & ".join(f"({part})" for part in parts)


def _fts5(asked: Asked) -> str:
    """Write what is asked in SQLite's language: `"bien" AND "dao" *`, a phrase as `"bien dao"`."""
    phrases = [f'"{" ".join(phrase)}"' for phrase in asked.phrases]
    if asked.open_ended:
        phrases[-1] += " *"
    return " AND ".join(phrases)
