from datetime import UTC, datetime, timedelta

from producer.playlist import (
    LivePlaylist,
    Segment,
    Variant,
    master,
    read_live,
    recording_entry,
    recording_without,
    segment_of,
)

START = datetime(2022, 4, 28, 1, 15, tzinfo=UTC)


def _segment(number: int, run: int = 0) -> Segment:
    return Segment(f"{run:04d}-{number:06d}.ts", 1.0, START + timedelta(seconds=number), run)


def _filled(count: int, window_s: float = 5) -> LivePlaylist:
    live = LivePlaylist()
    for number in range(count):
        live.add(_segment(number), window_s=window_s)
    return live


def test_text_names_the_first_segment_and_its_moment() -> None:
    lines = _filled(8).text().splitlines()
    assert lines[:6] == [
        "#EXTM3U",
        "#EXT-X-VERSION:6",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        "#EXT-X-TARGETDURATION:1",
        "#EXT-X-MEDIA-SEQUENCE:3",
        "#EXT-X-DISCONTINUITY-SEQUENCE:0",
    ]
    assert lines[6:9] == [
        "#EXT-X-PROGRAM-DATE-TIME:2022-04-28T01:15:03.000Z",
        "#EXTINF:1.00000,",
        "0000-000003.ts",
    ]


def test_add_returns_what_leaves_the_window() -> None:
    live = _filled(5)
    assert [gone.name for gone in live.add(_segment(5), window_s=5)] == ["0000-000000.ts"]
    assert live.first == 1


def test_read_gives_back_what_was_written() -> None:
    live = _filled(8)
    live.add(_segment(0, run=1), window_s=5)
    assert read_live(live.text()) == live


def test_read_of_a_broken_file_is_empty() -> None:
    assert read_live("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:many\n") == LivePlaylist()


def test_a_new_run_is_a_discontinuity_and_goes_on_counting() -> None:
    live = read_live(_filled(8).text())
    live.add(_segment(0, run=1), window_s=5)
    text = live.text()
    assert "#EXT-X-MEDIA-SEQUENCE:4" in text
    assert text.count("#EXT-X-DISCONTINUITY\n") == 1
    assert text.index("#EXT-X-DISCONTINUITY\n") < text.index("0001-000000.ts")


def test_a_run_without_segments_counts_as_a_discontinuity_too() -> None:
    live = _filled(3)
    live.add(_segment(0, run=2), window_s=5)
    assert live.text().count("#EXT-X-DISCONTINUITY\n") == 2
    assert read_live(live.text()).last_run == 2


def test_the_discontinuity_sequence_is_the_run_of_the_first_segment() -> None:
    live = _filled(3)
    for number in range(6):
        live.add(_segment(number, run=1), window_s=5)
    assert "#EXT-X-DISCONTINUITY-SEQUENCE:1" in live.text()
    assert "#EXT-X-DISCONTINUITY\n" not in live.text()


def test_target_duration_is_never_shorter_than_a_segment() -> None:
    live = LivePlaylist()
    live.add(Segment("a.ts", 1.6, START, 0), window_s=5)
    assert "#EXT-X-TARGETDURATION:2" in live.text()


def test_recording_tells_where_a_run_begins() -> None:
    first = recording_entry(_segment(0), folder="720p", first_of_run=True)
    assert first.startswith("#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2022-04-28T01:15:00.000Z\n")
    assert (
        recording_entry(_segment(1), folder="720p", first_of_run=False)
        == "#EXTINF:1.00000,\n720p/0000-000001.ts\n"
    )


def test_recording_without_leaves_out_what_is_gone() -> None:
    text = "".join(
        recording_entry(_segment(number), folder="720p", first_of_run=False) for number in range(3)
    )
    kept = recording_without(text, {"720p/0000-000000.ts", "720p/0000-000001.ts"})
    assert kept == "#EXTINF:1.00000,\n720p/0000-000002.ts\n"


def test_recording_without_the_first_of_a_run_begins_when_the_next_of_it_did() -> None:
    text = "".join(
        recording_entry(_segment(number), folder="720p", first_of_run=number == 0) for number in range(4)
    )
    kept = recording_without(text, {"720p/0000-000000.ts", "720p/0000-000001.ts"})
    assert kept.startswith("#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2022-04-28T01:15:02.000Z\n#EXTINF")


def test_recording_without_a_whole_run_names_it_no_more() -> None:
    entries = [recording_entry(_segment(0, run), folder="720p", first_of_run=True) for run in range(2)]
    assert recording_without("".join(entries), {"720p/0000-000000.ts"}) == entries[1]


def test_recording_without_an_entry_that_was_torn_goes_on() -> None:
    whole = recording_entry(_segment(1, 0), folder="720p", first_of_run=False)
    for torn in ("#EXTINF:\n", "720p/0000-0000#EXTINF:2.00000,\n", ""):
        assert recording_without(f"{torn}720p/0000-000000.ts\n{whole}", {"720p/0000-000000.ts"}).endswith(
            whole
        )


def test_master_names_sound_alone_without_a_size() -> None:
    text = master(
        [
            Variant("720p", 2_000_000, 1_700_000, "avc1.4d401f,mp4a.40.2", (1280, 720)),
            Variant("audio", 150_000, 130_000, "mp4a.40.2", None),
        ]
    )
    assert (
        'BANDWIDTH=2000000,AVERAGE-BANDWIDTH=1700000,RESOLUTION=1280x720,FRAME-RATE=25.000,CODECS="avc1.4d401f,mp4a.40.2"\n720p/index.m3u8'
        in text
    )
    assert 'BANDWIDTH=150000,AVERAGE-BANDWIDTH=130000,CODECS="mp4a.40.2"\naudio/index.m3u8' in text


def test_segment_of_dates_the_first_frame() -> None:
    segment = segment_of("a.ts", run=0, start_s=10.0, end_s=11.0, running_s=11.4, now=START)
    assert segment.starts_at == START - timedelta(seconds=1.4)
    assert segment.duration_s == 1.0
