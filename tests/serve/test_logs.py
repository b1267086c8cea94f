from pathlib import Path

from diemcau.serve.logs import Log


def test_log_turns_over_by_size_and_keeps_the_newest(tmp_path: Path) -> None:
    log = Log(tmp_path / "logs" / "web.log", limit_bytes=10, kept=2)
    for line in (b"first 123\n", b"second 12\n", b"third 123\n", b"fourth 12\n"):
        log.write(line)
    log.close()
    found = {path.name: path.read_bytes() for path in (tmp_path / "logs").iterdir()}
    assert found == {"web.log": b"fourth 12\n", "web.log.1": b"third 123\n", "web.log.2": b"second 12\n"}


def test_log_goes_on_after_a_restart(tmp_path: Path) -> None:
    for line in (b"before\n", b"after\n"):
        log = Log(tmp_path / "web.log")
        log.write(line)
        log.close()
    assert (tmp_path / "web.log").read_bytes() == b"before\nafter\n"
