"""Fill an empty database with a portal of many articles, ask it, and print as JSON what was measured."""

import json
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import django

from bench.figure import say

HOST = "bench.example"
WORDS_OF_A_TEXT, WORDS_OF_A_TITLE = 320, 12
AT_ONCE = 1_000
QUESTIONS = 300


def main() -> None:
    """Make so many articles, rebuild the index, ask."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from bench.vocabulary import Vocabulary  # noqa: PLC0415
    from diemcau.newsroom.reading import search_entries  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    began = time.monotonic()
    fill(int(sys.argv[1]), Vocabulary(1))
    say(f"made in {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    entries = search_entries.refresh()
    rebuilt_s = time.monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    say(f"index of {entries} articles rebuilt in {rebuilt_s:.0f} s")
    print(json.dumps({"entries": entries, "rebuilt_s": rebuilt_s} | ask(Vocabulary(1), int(sys.argv[2]))))


def fill(count: int, vocabulary: Any) -> None:
    """Write pages and articles straight into their tables, as many at once as the database takes well."""
    from django.db import connection, transaction  # noqa: PLC0415
    from wagtail.models import Locale, Page, Site  # noqa: PLC0415

    from diemcau.newsroom.models import Article, Portal, Section  # noqa: PLC0415

    vi = Locale.objects.get_or_create(language_code="vi")[0]
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root"))
    portal = root.add_child(instance=Portal(title="Cổng", name="Cổng", slug="cong", locale=vi))
    Site.objects.all().delete()
    Site.objects.create(hostname=HOST, root_page=portal, is_default_site=True)
    section = portal.add_child(instance=Section(title="Tin tức", slug="tin-tuc", locale=vi))
    fields = list(Article._meta.local_concrete_fields)  # noqa: SLF001
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO newsroom_article ({columns}) VALUES ({places})"  # noqa: S608
    for first in range(0, count, AT_ONCE):
        articles = list(_articles(section, first, min(count, first + AT_ONCE), vocabulary))
        with transaction.atomic(), connection.cursor() as cursor:
            pages = Page.objects.bulk_create([_page_of(article) for article in articles])
            for article, page in zip(articles, pages, strict=True):
                article.pk = article.page_ptr_id = page.pk
            rows = [
                [field.get_db_prep_save(field.pre_save(one, True), connection) for field in fields]
                for one in articles
            ]
            cursor.executemany(sql, rows)
    section.numchild = count
    section.save()


def _articles(section: Any, first: int, last: int, vocabulary: Any) -> Iterator[Any]:
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415

    from diemcau.core.clock import now  # noqa: PLC0415
    from diemcau.newsroom.models import Article  # noqa: PLC0415

    kind, today = ContentType.objects.get_for_model(Article), now()
    for number in range(first, last):
        title, words = vocabulary.draw(WORDS_OF_A_TITLE), vocabulary.draw(WORDS_OF_A_TEXT)
        yield Article(
            title=" ".join(title).capitalize(),
            draft_title=" ".join(title),
            slug=f"bai-{number}",
            path=Article._get_path(section.path, 3 + 1, number + 1),  # noqa: SLF001
            depth=4,
            url_path=f"{section.url_path}bai-{number}/",
            content_type=kind,
            locale=section.locale,
            live=True,
            dateline_at=today - timedelta(minutes=7 * (1_000_000 - number)),
            lead=" ".join(words[:40]),
            body=[("text", f"<p>{' '.join(words[40:])}</p>")],
            search_title=" ".join(vocabulary.folded[word] for word in title),
            search_text=" ".join(vocabulary.folded[word] for word in words),
        )


def _page_of(article: Any) -> Any:
    from wagtail.models import Page  # noqa: PLC0415

    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    return Page(**{name: getattr(article, name) for name in names})


def questions(vocabulary: Any, count: int) -> list[dict[str, str]]:
    """Return what readers ask: one to three words, common and rare, with accents and without, in quotation marks, by date."""
    found = []
    for number in range(count):
        ranges = [((0, 30), (30, 400), (400, 5_000))[(number + place) % 3] for place in range(1 + number % 3)]
        words = [vocabulary.pick(*one) for one in ranges]
        if number % 2:
            words = [vocabulary.folded[word] for word in words]
        text = " ".join(words)
        asked = {"q": f'"{text}"' if number % 10 == 9 else text}
        found.append(asked | ({"sort": "date"} if number % 7 == 6 else {}))
    return found


def ask(vocabulary: Any, count: int) -> dict[str, Any]:
    """Return how long each question took, the whole page worked out, and how the slowest is carried out."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client = Client(headers={"host": HOST})
    everything = questions(vocabulary, count)
    for asked in everything[:20]:
        client.get("/vi/tim-kiem/", asked)
    taken: list[tuple[float, dict[str, str]]] = []
    for asked in everything:
        began = time.perf_counter()
        answer = client.get("/vi/tim-kiem/", asked)
        taken.append(((time.perf_counter() - began) * 1000, asked))
        if answer.status_code != 200:
            raise RuntimeError(f"{asked}: {answer.status_code}")
    taken.sort(key=lambda one: one[0])
    return {
        "ms": [ms for ms, _asked in taken],
        "slowest": [asked | {"ms": f"{ms:.0f}"} for ms, asked in taken[-8:]],
        "plan": _plan(taken[-1][1]),
        "vendor": connection.vendor,
    }


def _plan(asked: dict[str, str]) -> str:
    """Return how the database carries out what the page lists for a question."""
    from django.db import connection  # noqa: PLC0415
    from django.test import RequestFactory  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    from diemcau.newsroom.reading import search  # noqa: PLC0415
    from diemcau.newsroom.reading.context import frame_of  # noqa: PLC0415
    from diemcau.newsroom.reading.search_index import by_index  # noqa: PLC0415
    from diemcau.newsroom.reading.words import asked_of  # noqa: PLC0415

    request = RequestFactory(headers={"host": HOST}).get("/vi/tim-kiem/", asked)
    with translation.override("vi"):
        frame = frame_of(request)
    words = asked_of(asked["q"])
    if frame is None or words is None:
        raise RuntimeError(asked)
    filters = search.filters_of(request)
    entries = search.entries_of(frame, filters, words)
    options: dict[str, Any] = {"analyze": True, "buffers": True} if connection.vendor == "postgresql" else {}
    with by_index():
        return str(entries[: search.MOST_COUNTED + 1].explain(**options))


if __name__ == "__main__":
    main()
