"""`diemcau units import`, as a program of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from diemcau.cli.main import cli
from diemcau.units import api

pytestmark = pytest.mark.django_db
GOOD = "code,parent_code,level,name\nP1,,province,Tỉnh Hoà Bình\nB1,P1,body,Sở Y tế\n"


@pytest.fixture
def run(tmp_path):
    path = tmp_path / "list.csv"

    def run(content: str, *options: str, locale: str = "C.UTF-8"):
        path.write_text(content)
        return CliRunner(env={"LC_ALL": locale}).invoke(cli, ["units", "import", str(path), *options])

    return run


def test_json_prints_one_object_and_nothing_else(run):
    result = run(GOOD, "--json", "--root", "Trung ương", "--on", "2024-01-01")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert list(told) == ["created", "updated", "unchanged", "faults", "seconds"]
    assert (told["created"], told["updated"], told["unchanged"], told["faults"]) == (3, 0, 0, [])
    assert result.stderr == "3/3\n"
    assert api.find_by_code("P1").valid_from.isoformat() == "2024-01-01"


def test_faults_are_told_with_status_two(run):
    result = run(GOOD + ",,ward,\n", "--json")
    assert result.exit_code == 2
    told = json.loads(result.stdout)
    assert [fault["line"] for fault in told["faults"]] == [4, 4, 4]
    assert (told["created"], told["updated"], told["unchanged"]) == (0, 0, 0)
    assert len(api.as_of()) == 0


@pytest.mark.parametrize(
    ("locale", "told"),
    [("vi_VN.UTF-8", "dòng 4: Mã đơn vị để trống."), ("C.UTF-8", "line 4: The code is empty.")],
)
def test_faults_are_told_in_the_language_of_the_terminal(run, locale: str, told: str):
    result = run(GOOD + ",,ward,\n", locale=locale)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr


def test_trial_writes_nothing(run):
    assert run(GOOD, "--dry-run").exit_code == 0
    assert len(api.as_of()) == 0


def test_missing_file_is_a_fault(tmp_path):
    result = CliRunner().invoke(cli, ["units", "import", str(tmp_path / "none.csv"), "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["faults"][0]["line"] == 0


def test_unusable_arguments_have_status_two(run):
    assert run(GOOD, "--on", "morgen").exit_code == 2
    assert run(GOOD, "--what").exit_code == 2


@pytest.mark.real
def test_a_database_that_is_not_set_up_is_told_plainly(data_dir: Path, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text(GOOD)
    done = subprocess.run(
        [sys.executable, "-c", "from diemcau.cli.main import cli; cli()", "units", "import", str(path)],
        env=os.environ | {"DIEMCAU_DATA": str(data_dir), "DIEMCAU_DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "diemcau manage migrate" in done.stderr
    assert "Traceback" not in done.stderr
