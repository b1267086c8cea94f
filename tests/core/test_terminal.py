import pytest

from diemcau.core import terminal


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "vi"}, "vi"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LC_MESSAGES": "vi_VN.UTF-8", "LANG": "en_US.UTF-8"}, "vi"),
        ({"LC_ALL": "C", "LANG": "vi_VN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "vi_VN.UTF-8"}, "vi"),
    ],
)
def test_first_variable_that_is_set_decides(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal.language() == language


def test_texts_come_in_the_language_spoken() -> None:
    with terminal.speaking("vi"):
        assert terminal.gettext("database") == "cơ sở dữ liệu"
        with terminal.speaking("en"):
            assert terminal.gettext("database") == "database"
        assert terminal.gettext("stopped") == "đã dừng"
