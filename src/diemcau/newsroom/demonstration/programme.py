"""The programme of the demonstration's conference as a paper that its page offers."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from diemcau.conferences import api as conferences
from diemcau.conferences.api import Conference
from diemcau.newsroom.reading.typesetting import typeset

TITLE = "Chương trình hội nghị"
_TEMPLATE = Path(__file__).parent / "programme.typ"


def programme_document(conference: Conference, organiser: str) -> Document:
    """Return the programme as a document for everyone; made only where there is none yet."""
    found = Document.objects.filter(title=TITLE, file__contains=_name(conference)).first()
    if found is None:
        file = ContentFile(_pdf(conference, organiser), f"{_name(conference)}.pdf")
        found = Document.objects.create(title=TITLE, file=file)
    return found


def _name(conference: Conference) -> str:
    return f"chuong-trinh-{conference.slug}"


def _pdf(conference: Conference, organiser: str) -> bytes:
    items = conferences.agenda(conference)
    rows = [
        [
            str(number),
            item.title,
            ", ".join(part for part in (item.speaker, item.speaker_post) if part),
        ]
        for number, item in enumerate(items, start=1)
    ]
    content = {
        "organiser": organiser,
        "heading": "CHƯƠNG TRÌNH",
        "title": conference.title,
        "note": "(Bản minh họa)",
        "head": ["TT", "Nội dung", "Người trình bày"],
        "rows": rows,
    }
    with TemporaryDirectory(prefix="diemcau-pdf-") as folder:
        return typeset(_TEMPLATE, content, Path(folder))
