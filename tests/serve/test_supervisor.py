import os
import signal
from pathlib import Path

import psutil

from diemcau.serve import state
from diemcau.serve.supervisor import Supervisor
from tests.serve.conftest import StartSupervisor, is_gone, wait_until

SLEEPER = 'Child(name="{name}", argv=("sleep", "1000"), order={order})'
TWO = f"[{SLEEPER.format(name='first', order=0)}, {SLEEPER.format(name='second', order=1)}]"
# A shell that leaves a worker behind when it is killed outright, as nginx does.
WITH_WORKER = '[Child(name="master", argv=("sh", "-c", "sleep 1000 & wait"), orphan_signal={orphan})]'


def test_killed_child_is_started_again(supervise: StartSupervisor) -> None:
    started = supervise(TWO)
    before = started.wait_for("first", "second")
    os.kill(before["first"], signal.SIGKILL)
    wait_until(lambda: started.pid("first") not in {None, before["first"]}, "first was not started again")
    assert started.children()["first"]["restarts"] == 1
    assert started.children()["second"] == {
        **started.children()["second"],
        "pid": before["second"],
        "restarts": 0,
    }


def test_workers_of_a_killed_child_end_before_it_starts_again(supervise: StartSupervisor) -> None:
    started = supervise(WITH_WORKER.format(orphan="signal.SIGKILL"))
    master = started.wait_for("master")["master"]
    worker = wait_until(lambda: psutil.Process(master).children(), "the shell has no worker")[0].pid
    os.kill(master, signal.SIGKILL)
    wait_until(lambda: started.pid("master") not in {None, master}, "master was not started again")
    assert is_gone(worker)


def test_ctrl_c_stops_everything_in_reverse_order(supervise: StartSupervisor) -> None:
    note = '("sh", "-c", "trap \'echo {name} >> stopped; exit\' TERM; while :; do sleep 0.05; done")'
    children = ", ".join(
        f'Child(name="{name}", argv={note.format(name=name)}, order={order}, folder=data)'
        for name, order in (("inner", 0), ("middle", 1), ("outer", 2))
    )
    started = supervise(f"[{children}]")
    before = started.wait_for("inner", "middle", "outer")
    assert started.tell(signal.SIGINT) == 0
    assert (started.data / "stopped").read_text().split() == ["outer", "middle", "inner"]
    assert all(is_gone(pid) for pid in before.values())
    assert {child["state"] for child in started.children().values()} == {"stopped"}


def test_child_that_ignores_its_signal_is_killed(supervise: StartSupervisor) -> None:
    deaf = '("sh", "-c", "trap \'\' TERM; while :; do sleep 0.05; done")'
    started = supervise(f'[Child(name="deaf", argv={deaf}, grace_s=0.3)]')
    pid = started.wait_for("deaf")["deaf"]
    assert started.tell(signal.SIGTERM) == 0
    assert is_gone(pid)


def test_killed_supervisor_leaves_no_child(supervise: StartSupervisor) -> None:
    started = supervise(TWO)
    before = started.wait_for("first", "second")
    assert started.tell(signal.SIGKILL) == -signal.SIGKILL
    wait_until(lambda: all(is_gone(pid) for pid in before.values()), "children outlived the supervisor")


def test_second_ctrl_c_does_not_wait(supervise: StartSupervisor) -> None:
    deaf = '("sh", "-c", "trap \'\' TERM; while :; do sleep 0.05; done")'
    started = supervise(f'[Child(name="deaf", argv={deaf}, grace_s=1000)]')
    pid = started.wait_for("deaf")["deaf"]
    started.process.send_signal(signal.SIGINT)
    assert started.process.stdout is not None
    wait_until(lambda: "stopping" in started.process.stdout.readline(), "it does not say that it stops")  # type: ignore[union-attr]
    assert started.tell(signal.SIGINT) == 0
    assert is_gone(pid)


def test_children_start_in_order(supervise: StartSupervisor) -> None:
    late = 'Child(name="late", argv=("sh", "-c", "test -e early && sleep 1000"), order=1, folder=data)'
    early = 'Child(name="early", argv=("sh", "-c", "sleep 0.3; touch early; sleep 1000"), order=0, folder=data, ready=early)'
    started = supervise(f"(lambda early: [{late}, {early}])(_early)".replace("_early", _READY_WHEN_THERE))
    started.wait_for("early", "late")
    assert started.children()["late"]["restarts"] == 0


_READY_WHEN_THERE = "lambda: asyncio.sleep(0, (data / 'early').exists())"


def test_output_of_a_child_is_kept(supervise: StartSupervisor) -> None:
    started = supervise(
        '[Child(name="talker", argv=("sh", "-c", "echo said; echo warned >&2; exec sleep 1000"))]'
    )
    started.wait_for("talker")
    log = started.data / "logs" / "talker.log"
    wait_until(lambda: log.exists() and log.read_text() == "said\nwarned\n", "the log is not complete")


def test_missing_program_is_told_and_tried_again(supervise: StartSupervisor) -> None:
    started = supervise('[Child(name="none", argv=("/nowhere/program",), ready_within_s=0.1)]')
    wait_until(lambda: started.children().get("none", {}).get("restarts", 0) >= 2, "it was not tried again")
    assert started.process.stdout is not None
    assert "none cannot be started" in started.process.stdout.readline()


def test_new_supervisor_forgets_the_children_of_the_last(data_dir: Path) -> None:
    run = data_dir / "run"
    run.mkdir()
    state.write(
        run, {"web": state.ChildState(pid=1, state="running", restarts=3, since="2022-04-28T01:00:00+00:00")}
    )
    Supervisor(data_dir, say=print)
    assert state.read(run) == {}


def test_heartbeat_of_the_last_life_does_not_count(supervise: StartSupervisor) -> None:
    beat = '("sh", "-c", "test -e once && exec sleep 1000; touch once beat; exec sleep 1000")'
    started = supervise(
        f'[Child(name="beating", argv={beat}, folder=data, heartbeat=data / "beat", '
        "ready=lambda: asyncio.sleep(0, (data / 'beat').exists()))]"
    )
    before = started.wait_for("beating")["beating"]
    os.kill(before, signal.SIGKILL)
    again = wait_until(lambda: _pid_of_new(started.children(), before), "it was not started again")
    assert again["state"] == "starting"


def _pid_of_new(children: dict[str, dict[str, object]], before: int) -> dict[str, object] | None:
    child = children["beating"]
    return child if child["pid"] not in {None, before} else None
