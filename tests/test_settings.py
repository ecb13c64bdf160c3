"""Settings that are numbers: defaults, bounds, and the error for a wrong value."""

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.ui import settings
from dashboard.ui.http import exports, snapshots
from dashboard.ui.settings import NUMBERS, SettingError, whole

ROOT = Path(__file__).resolve().parent.parent


def test_a_setting_that_is_not_set_has_its_default(monkeypatch):
    for name in NUMBERS:
        monkeypatch.delenv(name, raising=False)
        assert whole(name) == NUMBERS[name].default


@pytest.mark.parametrize("text", ["many", "", "-1", "1.5", "٣", "0x10", "1e3", " 5", "9" * 5000])
def test_a_wrong_setting_is_reported_with_the_name_and_the_cure(monkeypatch, text):
    for name in NUMBERS:
        monkeypatch.setenv(name, text)
        with pytest.raises(SettingError) as caught:
            whole(name)
        message = str(caught.value)
        assert message.startswith(f"{name} is ")
        assert f"as {NUMBERS[name].default}, or leave it out" in message
        assert len(message) < 200


def test_bounds_are_part_of_what_is_said(monkeypatch):
    monkeypatch.setenv("PORT", "65536")
    with pytest.raises(SettingError, match="from 0 to 65535"):
        whole("PORT")
    monkeypatch.setenv("PORT", "65535")
    assert whole("PORT") == 65535


def test_the_defaults_of_the_limits_are_those_of_the_settings(monkeypatch):
    for name in NUMBERS:
        monkeypatch.delenv(name, raising=False)
    assert exports.Limits.from_environment() == exports.Limits()
    assert snapshots.Limits.from_environment() == snapshots.Limits()


def test_the_limits_of_exports_are_read_from_the_environment(monkeypatch):
    for number, name in enumerate(("AT_ONCE", "SECONDS", "DAYS", "CACHE"), start=3):
        monkeypatch.setenv(f"EXPORT_{name}", str(number))
    assert exports.Limits.from_environment() == exports.Limits(3, 4, 5, 6)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SNAPSHOT_SECONDS", "EXPORT_DAYS", "PORT"])
def test_the_atlas_does_not_start_and_says_why_in_one_line(monkeypatch, name):
    monkeypatch.setenv(name, "soon")
    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"{name} is 'soon'; write a whole number from {settings.NUMBERS[name].least} to "
        f"{settings.NUMBERS[name].most}, as {settings.NUMBERS[name].default}, or leave it out"
    )


@pytest.mark.parametrize("host", ["x" * 70, "..."])
def test_a_host_that_is_no_address_is_named(monkeypatch, host):
    monkeypatch.setenv("HOST", host)
    with pytest.raises(SettingError, match=r"^HOST is .*which is no address; write that of this"):
        settings.host()


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::"])
def test_a_host_may_be_any_address(monkeypatch, host):
    monkeypatch.setenv("HOST", host)
    assert settings.host() == host
