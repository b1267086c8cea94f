"""What the commands say follows the terminal's locale, and what programs read does not."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from django.utils import translation

from diemcau.cli.doctor import command as doctor
from diemcau.cli.main import cli

VIETNAMESE = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "vi_VN.UTF-8"}
ENGLISH = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"}


def _told(variables: dict[str, str], *arguments: str) -> str:
    """Return what `diemcau` prints as a program of its own: help is put together when it starts."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "diemcau", *arguments],
        env={**os.environ, "LANGUAGE": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_help_speaks_the_language_of_the_terminal_click_included() -> None:
    vietnamese, english = _told(VIETNAMESE, "doctor", "--help"), _told(ENGLISH, "doctor", "--help")
    assert "Cách dùng: diemcau doctor" in vietnamese
    assert "Kiểm tra chương trình, cổng, chứng chỉ" in vietnamese
    assert "Hiển thị hướng dẫn này rồi thoát." in vietnamese
    assert "Usage: diemcau doctor" in english
    assert "Check programs, ports, certificate" in english


def test_click_and_the_commands_agree_where_language_says_otherwise() -> None:
    assert "Lỗi: Không có lệnh 'doctr'." in _told({**VIETNAMESE, "LANGUAGE": "en"}, "doctr")
    assert "Error: No such command 'doctr'." in _told({**ENGLISH, "LANGUAGE": "vi"}, "doctr")


@pytest.mark.django_db
def test_doctor_speaks_the_language_of_the_terminal() -> None:
    vietnamese, english = (CliRunner(env=env).invoke(doctor).stdout for env in (VIETNAMESE, ENGLISH))
    assert "cơ sở dữ liệu" in vietnamese
    assert "cổng 8" in vietnamese
    assert "database  " in english
    assert "port 8" in english


@pytest.mark.django_db
def test_json_of_doctor_stays_english() -> None:
    told = json.loads(CliRunner(env=VIETNAMESE).invoke(doctor, ["--json"]).stdout)
    assert {"certificate", "database", "clock", "disk"} <= {one["part"] for one in told["findings"]}
    assert {one["level"] for one in told["findings"]} <= {"ok", "warning", "fault"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("env", "told"), [(VIETNAMESE, "Không có hội nghị này"), (ENGLISH, "There is no such conference")]
)
def test_errors_of_the_apps_come_in_the_same_language(env: dict[str, str], told: str) -> None:
    before = translation.get_language()
    result = CliRunner(env=env).invoke(cli, ["simulate", "khong-co"])
    assert result.exit_code == 1
    assert told in result.stderr
    assert translation.get_language() == before
