"""English sentences of a report: facts in, parts out. Pure; a sentence whose fact is missing is left out."""

from collections.abc import Sequence
from html import escape

from diemcau.newsroom.drafting.facts import EventFacts, Item
from diemcau.newsroom.drafting.prose import Part, bullets, known, linked, paragraph, plain, sentence

_LEVELS = {
    "central": "at the centre",
    "province": "in provinces",
    "district": "in districts",
    "commune": "in communes",
    "centre": "at training centres",
    "body": "at bodies and agencies",
}
LABELS = {
    "venues": "venues",
    "branches": "provinces and cities",
    "reported": "venues that reported",
    "delegates": "delegates",
    "statements": "statements",
    "floors": "contributions to the discussion",
    "venue-delegates": "delegates at the venue",
    "venue-branch": "venues in the area",
    "venue-floors": "contributions of the venue",
    **{f"venues-{level}": f"venues {words}" for level, words in _LEVELS.items()},
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MOST_NAMED = 6
_PROVISIONAL = "(provisional figure)"


def title(facts: EventFacts) -> str:
    """Return the title."""
    return facts.title if facts.venue is None else f"{facts.venue.name} takes part in {facts.title}"[:255]


def lead(facts: EventFacts) -> str:
    """Return the lead without markup: when, where, who, what."""
    coming = facts.phase == "closed"
    if facts.venue is not None:
        verb = "will take part" if coming else "took part"
        done = f"{verb} in {escape(facts.title)}, held by {escape(facts.organiser)}"
        return plain(sentence(f"{when(facts)}, the venue of {escape(facts.venue.name)} {done}"))
    where = f" at {escape(facts.place)}" if facts.place else ""
    held = f"{escape(facts.organiser)} {'will hold' if coming else 'held'} {escape(facts.title)}{where}"
    reach = _number(facts, "venues", "venue", "venues")
    online = f", with {reach} connected online {_mark(facts, 'venues')}" if reach else ""
    return plain(sentence(f"{when(facts)}, {held}{online}"))


def parts(facts: EventFacts) -> list[Part]:
    """Return the parts in order; an article for a venue begins with the venue."""
    own: list[Part] = []
    if facts.venue is not None:
        own = [("venue", _venue(facts)), ("venue-spoken", _venue_spoken(facts))]
    return known(
        [
            *own,
            ("taking-part", _taking_part(facts)),
            ("attendance", _attendance(facts)),
            (
                "capacities",
                paragraph(sentence(_present("in the conference", facts, facts.general_capacities))),
            ),
            ("leading", _leading(facts)),
            ("programme", _programme(facts)),
            (
                "guidance",
                _told(facts.of_kind("guidance"), "gave guidance on", "The conference was given guidance on"),
            ),
            ("briefing", _briefing(facts)),
            ("statements", _statements(facts)),
            ("discussion", _discussion(facts)),
            ("ahead", _ahead(facts)),
            ("conclusion", _conclusion(facts)),
        ]
    )


def number(value: int) -> str:
    """Write a number: 1,234."""
    return f"{value:,}"


def when(facts: EventFacts) -> str:
    """Write the beginning: `On the morning of 28 April 2022`."""
    at = facts.starts_at
    part = "morning" if at.hour < 12 else "afternoon" if at.hour < 18 else "evening"
    return f"On the {part} of {_day(facts)}"


def listed(entries: Sequence[str]) -> str:
    """Join entries: `a, b and c`."""
    return entries[0] if len(entries) == 1 else f"{', '.join(entries[:-1])} and {entries[-1]}"


def _by_capacity(entries: Sequence[str]) -> str:
    """Join capacities, each of which may have commas of its own: `a; b; and c`."""
    written = [escape(entry) for entry in entries]
    return written[0] if len(written) == 1 else f"{'; '.join(written[:-1])}; and {written[-1]}"


def _day(facts: EventFacts) -> str:
    at = facts.starts_at
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def _by(speaker: str) -> str:
    """Write who speaks as the subject of a sentence; a post behind the name is closed by a comma."""
    return f"{escape(speaker)}," if ", " in speaker else escape(speaker)


def _quoted(text: str) -> str:
    return f"“{escape(text)}”"


def _number(facts: EventFacts, name: str, one: str, many: str) -> str:
    """Return a figure with its unit, linked to its record; nothing where it is not known."""
    figure = facts.figure(name)
    if figure is None:
        return ""
    return f"{linked(facts, figure, number(figure.value))} {one if figure.value == 1 else many}"


def _mark(facts: EventFacts, *names: str) -> str:
    """Return the mark of provisional figures where one of these is."""
    figures = [facts.figure(name) for name in names]
    return _PROVISIONAL if any(figure is not None and figure.provisional for figure in figures) else ""


def _venue(facts: EventFacts) -> str:
    venue = facts.venue
    if venue is None:
        return ""
    delegates = _number(facts, "venue-delegates", "delegate", "delegates")
    there = f"At the venue of {escape(venue.name)}"
    attended = f"{there}, {delegates} took part {_mark(facts, 'venue-delegates')}" if delegates else ""
    present = _present("at the venue", facts, venue.capacities)
    led = f"The venue was chaired by {escape(venue.led_by)}" if venue.led_by else ""
    branch = _number(facts, "venue-branch", "venue", "venues")
    area = f"{escape(venue.branch_name)} followed the conference at {branch}" if branch else ""
    return paragraph(
        sentence(attended),
        sentence(present),
        sentence(led),
        sentence(area, _mark(facts, "venue-branch") if area else ""),
    )


def _venue_spoken(facts: EventFacts) -> str:
    venue = facts.venue
    if venue is None:
        return ""
    given = [_quoted(found.title) for found in facts.statements if found.venue == venue.key]
    floors = _number(facts, "venue-floors", "time", "times")
    spoken = f"{escape(venue.name)} presented {listed(given)} to the conference" if given else ""
    who = "The venue also" if given else f"{escape(venue.name)}"
    asked = f"{who} spoke {floors} in the discussion {_mark(facts, 'venue-floors')}" if floors else ""
    return paragraph(sentence(spoken), sentence(asked))


def _taking_part(facts: EventFacts) -> str:
    reach = _number(facts, "venues", "venue", "venues")
    if not reach:
        return ""
    counts = [
        f"{_number(facts, f'venues-{level}', '', '').strip()} {words}"
        for level, words in _LEVELS.items()
        if facts.figure(f"venues-{level}")
    ]
    inside = f", {listed(counts)}," if len(counts) > 1 else ""
    branches = _number(facts, "branches", "province or city", "provinces and cities")
    where = f" in {branches}" if branches else ""
    stage = f", with the main venue at {escape(facts.place)}," if facts.venue and facts.place else ""
    online = f"The conference was held online{stage} and connected {reach}{inside}{where}"
    return paragraph(sentence(online.rstrip(","), _mark(facts, "venues", "branches")), _branches(facts))


def _branches(facts: EventFacts) -> str:
    """Return the venues of each province, where they are few enough to be named."""
    if not 1 < len(facts.branches) <= _MOST_NAMED:
        return ""
    named = [f"{number(branch.venues)} in {escape(branch.name)}" for branch in facts.branches]
    return sentence(f"Of these, {listed(named)}")


def _attendance(facts: EventFacts) -> str:
    delegates = _number(facts, "delegates", "delegate", "delegates")
    reported = _number(facts, "reported", "venue", "venues")
    if not (delegates and reported):
        return ""
    mark = _mark(facts, "delegates", "reported")
    return paragraph(
        sentence(f"According to {'first ' if mark else ''}reports of {reported}, {delegates} took part", mark)
    )


def _present(where: str, facts: EventFacts, capacities: Sequence[str]) -> str:
    """Return who is there, by capacity; before the conference, who is expected."""
    if not capacities:
        return ""
    verb = "Expected to take part" if facts.phase == "closed" else "Taking part"
    return f"{verb} {where} {'are' if facts.phase == 'closed' else 'were'} {_by_capacity(capacities)}"


def _leading(facts: EventFacts) -> str:
    led = f"The conference was chaired by {escape(facts.led_by)}" if facts.led_by else ""
    openers = [item.speaker for item in facts.of_kind("opening") if item.speaker]
    opened = f"{_by(openers[0])} gave the opening address" if openers else ""
    return paragraph(sentence(led), sentence(opened))


def _programme(facts: EventFacts) -> str:
    """Return topics by speaker; before anything has begun, the programme as it is planned."""
    if not facts.is_under_way:
        planned = [_quoted(item.title) for item in facts.items if item.status == "waiting"]
        return f"{paragraph('The programme of the conference:')}{bullets(planned)}" if planned else ""
    by_speaker: dict[str, list[Item]] = {}
    for item in facts.of_kind("topic"):
        by_speaker.setdefault(item.speaker, []).append(item)
    return "".join(_topics(speaker, items) for speaker, items in by_speaker.items())


def _topics(speaker: str, items: list[Item]) -> str:
    who = f"{_by(speaker)} presented" if speaker else "The conference heard"
    titles = [_quoted(item.title) for item in items]
    if len(titles) == 1:
        return paragraph(sentence(f"{who} the topic {titles[0]}"))
    return paragraph(sentence(f"{who} {number(len(titles))} topics:")) + bullets(titles)


def _told(items: Sequence[Item], verb: str, nobody: str) -> str:
    """Return who told the conference about what; `nobody` begins where no speaker is known."""
    told = [
        sentence(f"{_by(item.speaker)} {verb}" if item.speaker else nobody, _quoted(item.title))
        for item in items
    ]
    return paragraph(*told)


def _briefing(facts: EventFacts) -> str:
    reports = _told(facts.of_kind("report"), "presented the report", "The conference heard the report")
    news = _told(facts.of_kind("information"), "informed the conference on", "The conference was informed on")
    return reports + news


def _statements(facts: EventFacts) -> str:
    if not facts.statements:
        return ""
    count = _number(facts, "statements", "statement", "statements") or "statements"
    entries = [f"{escape(found.venue_name)}: {_quoted(found.title)}" for found in facts.statements]
    heard = f"The conference heard {count} of venues {_mark(facts, 'statements')}"
    return paragraph(sentence(f"{heard.strip()}:")) + bullets(entries)


def _discussion(facts: EventFacts) -> str:
    subjects = [_quoted(item.title) for item in facts.of_kind("discussion")]
    floors = _number(facts, "floors", "contribution", "contributions")
    about = f"Delegates exchanged views under the heading {listed(subjects)}" if subjects else ""
    named = [escape(name) for name in facts.speakers] if len(facts.speakers) <= _MOST_NAMED else []
    by = f", of {listed(named)}" if named else ""
    mark = _mark(facts, "floors")
    heard = f"The discussion had {floors}{f' {mark}' if mark else ''}{by}" if floors else ""
    return paragraph(sentence(about), sentence(heard))


def _ahead(facts: EventFacts) -> str:
    coming = [_quoted(item.title) for item in facts.items if item.status == "waiting"]
    if not (facts.is_under_way and coming) or facts.phase == "ended":
        return ""
    return paragraph(sentence(f"The programme goes on with {listed(coming)}"))


def _conclusion(facts: EventFacts) -> str:
    who = [item.speaker for item in facts.of_kind("conclusion") if item.speaker]
    concluded = f"{_by(who[0])} concluded the conference" if who else ""
    at = facts.ended_at if facts.phase == "ended" else None
    closed = f"The conference ended at {at.hour}:{at.minute:02}" if at is not None else ""
    if at is not None and at.date() != facts.starts_at.date():
        closed += f" on {at.day} {_MONTHS[at.month - 1]} {at.year}"
    return paragraph(sentence(concluded), sentence(closed))
