from datetime import UTC, datetime, timedelta

import pytest

from diemcau.newsroom.reading.chapters import Chapter, Run, chapter_of, runs_of
from producer.playlist import RECORDING_HEAD, Segment, recording_entry

START = datetime(2022, 4, 28, 1, 15, tzinfo=UTC)
# Ten seconds, a gap of twenty, another thirty.
RUNS = [Run(START, 0, 10), Run(START + timedelta(seconds=30), 10, 30)]


def _at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def _recording(*runs: tuple[float, int]) -> str:
    """A recording as the producer writes it: of each run when it begins and how many segments of two seconds it has."""
    entries = [
        recording_entry(
            Segment(f"{run:04d}-{number:06d}.ts", 2, _at(begins_s + 2 * number), run),
            folder="720p",
            first_of_run=number == 0,
        )
        for run, (begins_s, count) in enumerate(runs)
        for number in range(count)
    ]
    return RECORDING_HEAD + "".join(entries)


def test_runs_stand_one_after_the_other() -> None:
    assert runs_of(_recording((0, 5), (30, 15))) == RUNS


def test_torn_line_takes_no_other_part_away() -> None:
    torn = _recording((0, 5)) + "#EXTINF:2.0" + _recording((30, 15)).removeprefix(RECORDING_HEAD)
    assert [run.starts_at for run in runs_of(torn)] == [_at(0), _at(30)]
    assert runs_of(torn + "#EXT-X-PROGRAM-DATE-TIME:2022-04-28T01:16:00\n") == runs_of(torn)


@pytest.mark.parametrize(
    "text", ["", "#EXTM3U\n", "#EXT-X-PROGRAM-DATE-TIME:yesterday\n#EXTINF:2,\na.ts\n", "#EXTINF:long,\na.ts"]
)
def test_what_cannot_be_read_has_no_run(text: str) -> None:
    assert runs_of(text) == []


@pytest.mark.parametrize(
    ("began_s", "ended_s", "chapter"),
    [
        (2, 8, Chapter(2, 8)),
        (2.9, 7.6, Chapter(2, 8)),
        (2, None, Chapter(2, None)),
        (-60, 4, Chapter(0, 4)),
        (4, 35, Chapter(4, 15)),
        (15, 40, Chapter(10, 20)),
        (5, 20, Chapter(5, 10)),
        (50, 900, Chapter(30, 40)),
        (12, 28, None),
        (-60, -10, None),
        (70, 90, None),
        (70, None, None),
        (5, 5.5, None),
    ],
)
def test_chapter_is_what_was_recorded_of_a_part(
    began_s: float, ended_s: float | None, chapter: Chapter | None
) -> None:
    assert chapter_of(_at(began_s), None if ended_s is None else _at(ended_s), RUNS) == chapter
