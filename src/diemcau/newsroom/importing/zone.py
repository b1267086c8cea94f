"""Where on a page the article is: the container with most prose, between the head's date and the boxes below."""

from collections import Counter

from diemcau.newsroom.importing.lines import Kind, Line, Marker, Region
from diemcau.newsroom.importing.sheet import Sheet, ends_article, first_where, is_prose

# How much of a paragraph counts for its container, the one around it, and so on.
_WEIGHTS = (1.0, 0.6, 0.4, 0.25)
_HEADLINES_OF_A_LIST = 3


def find_zone(sheet: Sheet, head: int | None) -> None:
    """Set the article's first line and end; `head` is the line of the date or title before which it cannot begin."""
    container = _container(sheet.lines)
    start = 0 if head is None else head + 1
    first = first_where(sheet.lines, start, lambda line: _is_of(line, container))
    if first is None:
        start, first = 0, first_where(sheet.lines, 0, lambda line: _is_of(line, container))
    if first is None:
        sheet.first = sheet.end = len(sheet.lines)
        return
    sheet.end = _end(sheet, first, container)
    sheet.first = start if head is not None and start <= first else _back_to_head(sheet, first)


def is_listing(sheet: Sheet) -> bool:
    """Say whether the page is a list of articles: headlines that are links, each with its few words, or many dates."""
    prose = [line.number for line in sheet.lines if is_prose(line)]
    headed = sum(1 for number in prose if _is_headline(sheet.next_text(number, -1)))
    dates = [line.number for line in sheet.lines if line.kind is Kind.DATE]
    between = Counter(sum(1 for date in dates if date < number) for number in prose)
    longest = max(between.values(), default=0)
    return (headed >= _HEADLINES_OF_A_LIST and headed * 2 >= len(prose)) or (len(dates) >= 4 and longest <= 1)


def _is_headline(line: Line | None) -> bool:
    return line is not None and (line.link or (line.kind is Kind.DATE)) and not line.row


def _container(lines: tuple[Line, ...]) -> int | None:
    """Return the container whose paragraphs weigh most; None where the page has no containers."""
    weights: Counter[int] = Counter()
    for line in lines:
        if not is_prose(line) or line.region is not Region.MAIN:
            continue
        for container, weight in zip(reversed(line.path), _WEIGHTS, strict=False):
            weights[container] += int(len(line.text) * weight)
    return weights.most_common(1)[0][0] if weights else None


def _is_of(line: Line, container: int | None) -> bool:
    return is_prose(line) and (container is None or container in line.path)


def _end(sheet: Sheet, first: int, container: int | None) -> int:
    """Return the line after the article's last: a box's label, or where its container ends."""
    for line in sheet.lines[first:]:
        if ends_article(line) and not _goes_on(sheet, line.number, container):
            return line.number
        if (
            container is not None
            and container not in line.path
            and not _in_container_after(sheet, line.number, container)
        ):
            return _with_name(sheet, line.number)
    return len(sheet.lines)


def _goes_on(sheet: Sheet, number: int, container: int | None) -> bool:
    """Say whether a box stands in the middle of the article: only where its container has most of its prose after it."""
    if container is None or sheet.lines[number].marker in {Marker.COMMENTS, Marker.CODE}:
        return False
    before = sum(len(line.text) for line in sheet.lines[:number] if _is_of(line, container))
    after = sum(len(line.text) for line in sheet.lines[number:] if _is_of(line, container))
    return after > before


def _in_container_after(sheet: Sheet, number: int, container: int) -> bool:
    return any(container in line.path for line in sheet.lines[number:])


def _with_name(sheet: Sheet, number: int) -> int:
    """Take in the lines right after the container: the author and the source often stand in boxes of their own."""
    end = number
    for line in sheet.lines[number : number + 4]:
        if ends_article(line) or line.region is not Region.MAIN or is_prose(line):
            break
        if line.kind is Kind.LABEL or line.link:
            continue
        if len(line.text.split()) > 10:
            break
        end = line.number + 1
    return end


def _back_to_head(sheet: Sheet, first: int) -> int:
    """Return where the article begins when neither date nor title stands before it."""
    place = first
    while place > 0 and sheet.lines[place - 1].since_picture and sheet.lines[place - 1].region is Region.MAIN:
        place -= 1
    return place
