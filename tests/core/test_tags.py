"""The template tags of every page."""

import json

import pytest
from django import forms
from django.template import Context, Template

from diemcau.core.templatetags.diemcau import asset, duration, icon


@pytest.fixture
def dist(settings, tmp_path):
    settings.FRONTEND_DIST = tmp_path
    return tmp_path


def _write(dist, manifest):
    (dist / "manifest.json").write_text(json.dumps(manifest))


def test_asset_style_is_a_link(dist):
    _write(dist, {"src/style.css": {"file": "hashed/style-1.css", "name": "style", "isEntry": True}})
    assert asset("style") == '<link rel="stylesheet" href="/assets/hashed/style-1.css">'


def test_asset_screen_brings_the_sheets_of_what_it_imports_first(dist):
    shared = {"file": "hashed/shared-1.js", "css": ["hashed/shared-1.css"]}
    screen = {
        "file": "hashed/hall-1.js",
        "name": "hall",
        "isEntry": True,
        "imports": ["_shared"],
        "css": ["hashed/hall-1.css"],
    }
    _write(dist, {"_shared": shared, "hall.ts": screen})
    lines = [line for line in asset("hall").splitlines() if line]
    assert lines == [
        '<link rel="stylesheet" href="/assets/hashed/shared-1.css">',
        '<link rel="stylesheet" href="/assets/hashed/hall-1.css">',
        '<link rel="modulepreload" href="/assets/hashed/shared-1.js">',
        '<script type="module" src="/assets/hashed/hall-1.js"></script>',
    ]


def test_asset_before_the_build_is_nothing(dist):
    assert asset("style") == ""


def test_asset_after_a_new_build_is_the_new_file(dist):
    _write(dist, {"a": {"file": "hashed/style-1.css", "name": "style", "isEntry": True}})
    asset("style")
    _write(dist, {"a": {"file": "hashed/style-2.css", "name": "style", "isEntry": True}})
    assert "style-2" in asset("style")


def test_icon_unknown_fails_loudly():
    assert icon("check").startswith("<svg")
    with pytest.raises(KeyError):
        icon("no-such-icon")


@pytest.mark.parametrize(
    ("seconds", "text"), [(None, ""), (0, "00:00"), (725, "12:05"), (3600, "1:00:00"), (4360.4, "1:12:40")]
)
def test_duration_is_written_as_a_clock(seconds, text):
    assert duration(seconds) == text


class _Form(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the invitation.")
    seen = forms.BooleanField(label="Seen", required=False)


def test_form_field_ties_help_and_error_to_the_input():
    drawn = Template("{{ form }}").render(Context({"form": _Form(data={})}))
    assert 'class="field  wrong"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'id="id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn
