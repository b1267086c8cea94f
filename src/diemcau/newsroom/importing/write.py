"""Found articles become pages: one transaction each, nothing twice, old addresses led to the new ones."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from diemcau.core.clock import now
from diemcau.core.errors import DiemCauError
from diemcau.newsroom.drafting.pages import free_slug
from diemcau.newsroom.importing.blocks import body_of
from diemcau.newsroom.importing.files import Fault, Reading, Saved
from diemcau.newsroom.importing.pictures import keep_pictures
from diemcau.newsroom.importing.place import Found
from diemcau.newsroom.importing.target import Target
from diemcau.newsroom.models import Article
from diemcau.newsroom.pool.collections import collection_of

_MOST = {"author": 160, "source_name": 160}


@dataclass(slots=True, kw_only=True)
class Written:
    """What an import did: titles of articles added, changed and left as they were, and what failed."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def write_articles(
    reading: Reading,
    *,
    target: Target,
    root: Path,
    publish: bool = False,
    update: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Written:
    """Make pages of what was found. An article that is there already is left alone, or written anew with `update`."""
    written = Written()
    for number, saved in enumerate(reading.articles, 1):
        if saved.found.title:  # one without is a fault already
            _write_one(written, saved, target, root, publish=publish, update=update)
        progress(number, len(reading.articles))
    return written


def _write_one(
    written: Written, saved: Saved, target: Target, root: Path, *, publish: bool, update: bool
) -> None:
    try:
        with transaction.atomic():
            known = _known(saved.found, target)
            if known is not None and not update:
                _lead_old_address(saved.found, known, target)
                written.unchanged.append(saved.found.title)
                return
            _save(saved, known, target, root, publish=publish)
    except ValidationError as error:
        text = "; ".join(error.messages)
        written.faults.append(Fault(file=str(saved.path), fault=_("The article was refused: %s") % text))
    except DiemCauError as error:
        written.faults.append(Fault(file=str(saved.path), fault=error.message))
    else:
        (written.changed if known is not None else written.added).append(saved.found.title)


def _known(found: Found, target: Target) -> Article | None:
    """Return the page that the article became before: by its old address, or by title and date."""
    path = old_path(found, target)
    if path:
        redirect = (
            Redirect.objects.filter(old_path=path, site=target.site).exclude(redirect_page=None).first()
        )
        if redirect is not None:
            by_address: Article | None = Article.objects.filter(pk=redirect.redirect_page_id).first()
            return by_address
    alike = Article.objects.descendant_of(target.portal).filter(title=found.title)
    if found.published_at is not None:
        alike = alike.filter(dateline_at=found.published_at)
    by_title: Article | None = alike.first()
    return by_title


def old_path(found: Found, target: Target) -> str:
    """Return the old address without its host, where that host is the portal's; empty otherwise."""
    parts = urlsplit(found.address)
    host = (parts.hostname or "").removeprefix("www.")
    if not host or host != target.site.hostname.removeprefix("www.") or parts.path in {"", "/"}:
        return ""
    return str(Redirect.normalise_path(parts.path + (f"?{parts.query}" if parts.query else "")))


def _save(saved: Saved, known: Article | None, target: Target, root: Path, *, publish: bool) -> None:
    found = saved.found
    article = known if known is not None else Article(slug=free_slug(target.section, found.title), live=False)
    _fill(article, saved, target, root)
    if publish:
        article.first_published_at = found.published_at or article.first_published_at or now()
    if known is None:
        target.section.add_child(instance=article)
    revision = article.save_revision(log_action=True)
    if publish or article.live:
        revision.publish()
    _lead_old_address(found, article, target)


def _fill(article: Article, saved: Saved, target: Target, root: Path) -> None:
    found = saved.found
    pictures = keep_pictures(saved, root, collection_of(target.portal))
    article.title, article.lead = found.title, found.lead
    article.locale = target.section.locale
    article.dateline_at = _dateline(found, article)
    article.author = found.author[: _MOST["author"]]
    if found.source.startswith(("http://", "https://")):
        article.source_url = found.source
    else:
        article.source_name = found.source[: _MOST["source_name"]]
    if pictures:
        article.picture_id, article.picture_caption = pictures[0].picture_id, pictures[0].caption
    body = [*found.parts]
    told = pictures[0].caption if pictures else ""
    kept = [part for part in body if not told or part[1].text != told]
    article.body = json.dumps(body_of(kept, pictures[1:], f"{found.address}{found.title}"))


def _dateline(found: Found, article: Article) -> datetime:
    return found.published_at or article.dateline_at or now()


def _lead_old_address(found: Found, article: Article, target: Target) -> None:
    path = old_path(found, target)
    if path:
        Redirect.objects.update_or_create(
            old_path=path, site=target.site, defaults={"redirect_page": article, "is_permanent": True}
        )
