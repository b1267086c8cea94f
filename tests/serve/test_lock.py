import os
import subprocess
import sys
from pathlib import Path

import pytest

from diemcau.serve import lock
from diemcau.serve.errors import AlreadyServing


def test_data_folder_is_held_by_one_only(data_dir: Path) -> None:
    with (
        lock.held(data_dir),
        pytest.raises(AlreadyServing, match=f"process {os.getpid()}"),
        lock.held(data_dir),
    ):
        pass


def test_data_folder_is_free_again_afterwards(data_dir: Path) -> None:
    with lock.held(data_dir):
        assert lock.holder(data_dir) == os.getpid()
    assert lock.holder(data_dir) is None
    with lock.held(data_dir):
        pass


def test_data_folder_is_free_after_the_holder_was_killed(data_dir: Path) -> None:
    program = f"""
import os, pathlib, signal
from diemcau.serve import lock
with lock.held(pathlib.Path({str(data_dir)!r})):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    with lock.held(data_dir):
        pass
