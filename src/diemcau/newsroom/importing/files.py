"""A file or a folder of saved pages: each file one article, each fault with its file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from diemcau.newsroom.importing.htmllines import read_html
from diemcau.newsroom.importing.place import Found, place
from diemcau.newsroom.importing.read import Unreadable, decode
from diemcau.newsroom.importing.textlines import read_text

_HTML = frozenset({".html", ".htm", ".xhtml", ".shtml", ".aspx", ".php", ".jsp"})
_TEXT = frozenset({".txt", ".text", ".md", ""})
_TAGS = ("<html", "<!doctype", "<body", "<div", "<p", "<table", "<td", "<span", "<br", "<h1", "<!--", "<meta")
_LARGEST_BYTES = 20_000_000
_BROKEN_LETTER = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a file, and what to do."""

    file: str
    fault: str

    def as_json(self) -> dict[str, str]:
        """Return it for `--json`."""
        return {"file": self.file, "fault": self.fault}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An article found in a file."""

    path: Path
    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file or a folder holds."""

    articles: tuple[Saved, ...]
    faults: tuple[Fault, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the object that `diemcau news import --dry-run --json` prints."""
        return {
            "articles": [saved.found.as_json() for saved in self.articles],
            "faults": [fault.as_json() for fault in self.faults],
        }


def read_pages(path: Path) -> Reading:
    """Read a file, or every page of a folder; what cannot be used is a fault, and the others are read all the same."""
    articles: list[Saved] = []
    faults: list[Fault] = []
    for file in files_of(path):
        try:
            saved = Saved(path=file, found=read_page(file))
            articles.append(saved)
            faults.extend(Fault(file=_name(file, path), fault=text) for text in faults_of(saved.found))
        except Unreadable as error:
            faults.append(Fault(file=_name(file, path), fault=error.message))
    if not articles and not faults:
        faults.append(
            Fault(
                file=str(path),
                fault=_("No page was found here. Give a text or HTML file, or a folder of them."),
            )
        )
    return Reading(articles=tuple(articles), faults=tuple(faults))


def files_of(path: Path) -> Iterator[Path]:
    """Return the pages of a folder in the order of their names; pictures and styles saved beside them are not pages."""
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        inside = file.relative_to(path).parts
        if (
            file.is_file()
            and not any(part.startswith(".") or part.endswith("_files") for part in inside)
            and file.suffix.lower() in _HTML | _TEXT
        ):
            yield file


def read_page(path: Path) -> Found:
    """Return the article of a saved page.

    Raises:
        Unreadable: the file cannot be read, or holds no article.
    """
    text = decode(_bytes(path))
    page = read_html(text) if _is_html(path, text) else read_text(text)
    found = place(page)
    if not page.lines:
        raise Unreadable(_("The page has no text. Save the page again, or copy its text into a .txt file."))
    if found.is_listing or not (found.body or found.lead):
        raise Unreadable(
            _("This is no article: no text of an article was found. Save the article's own page.")
        )
    if _BROKEN_LETTER in f"{found.title}{found.lead}{found.body}{found.author}{''.join(found.captions)}":
        raise Unreadable(_("Letters were lost when the page was saved (�). Save the page again as UTF-8."))
    return found


def faults_of(found: Found) -> Iterator[str]:
    """Return what is missing in an article so that it cannot become a page."""
    if not found.title:
        yield _("No title was found. Write it on the first line of the text, or save the whole page.")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise Unreadable(
                _("The file is too large for a page. Save the article alone, without pictures inside.")
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unreadable(
            _("The file cannot be read: %s. Check its name and that you may read it.") % reason
        ) from error


def _is_html(path: Path, text: str) -> bool:
    start = text.lstrip()[:3000].lower()
    return any(tag in start for tag in _TAGS) if path.suffix.lower() not in _HTML else True


def _name(file: Path, root: Path) -> str:
    return str(file.relative_to(root)) if root.is_dir() else str(file)
