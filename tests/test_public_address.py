"""Addresses in citations and files: public addresses, never those of this machine."""

import pytest

from dashboard.cli.main import main
from dashboard.export.address import (
    LEFT_OUT,
    base_address,
    is_in_network,
    is_local,
    permalink,
    public_base,
)
from dashboard.export.data import gazetteer
from small_package import write_package

LOCAL = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "localhost",
    "atlas.localhost",
    "LOCALHOST",
    "0.0.0.0",
    "[::1]",
    "[::ffff:127.0.0.1]",
]
NETWORK = [
    "192.168.1.20",
    "10.0.0.7",
    "172.16.0.1",
    "172.31.255.254",
    "169.254.3.4",
    "100.64.0.1",
    "[fd00::12]",
    "[fe80::1]",
    "[::ffff:192.168.1.20]",
    "teacher-pc",
    "atlas.local",
    "atlas.school.lan",
    "atlas.home.arpa",
]
PUBLIC = [
    "atlas.example",
    "localhost.example",
    "local.example",
    "172.32.0.1",
    "100.128.0.1",
    "[2001:db8::1]",
]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in ("BASE_ADDRESS", "HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("host", LOCAL)
def test_an_address_of_this_machine_is_left_out(host, monkeypatch):
    monkeypatch.setenv("BASE_ADDRESS", f"http://{host}:8050")
    assert is_local(host)
    assert base_address() == ""
    assert public_base() == ""


@pytest.mark.parametrize("host", NETWORK)
def test_an_address_of_a_network_is_none_to_cite_and_can_be_handed_on_in_it(host, monkeypatch):
    monkeypatch.setenv("BASE_ADDRESS", f"http://{host}:8050")
    assert is_in_network(host)
    assert not is_local(host)
    assert base_address() == ""
    assert public_base() == f"http://{host}:8050"


@pytest.mark.parametrize("host", PUBLIC)
def test_an_address_that_others_reach_is_kept(host, monkeypatch):
    monkeypatch.setenv("BASE_ADDRESS", f"https://{host}/")
    assert not is_local(host)
    assert not is_in_network(host)
    assert base_address() == f"https://{host}"
    assert public_base() == base_address()


def test_without_a_setting_the_address_follows_host_and_port(monkeypatch):
    assert base_address() == ""
    monkeypatch.setenv("HOST", "203.0.113.20")
    monkeypatch.setenv("PORT", "8977")
    assert base_address() == "http://203.0.113.20:8977"
    assert public_base() == ""


@pytest.mark.parametrize(
    "wrong", ["atlas.example", "ftp://atlas.example", "https://", "https://a b", "https://u@a.b"]
)
def test_what_is_no_address_of_the_web_is_refused_with_the_cure(wrong, monkeypatch):
    monkeypatch.setenv("BASE_ADDRESS", wrong)
    with pytest.raises(ValueError, match=r"write an address such as https://atlas\.example\.org"):
        base_address()


def test_a_permalink_has_the_language_in_its_path_and_no_empty_parameter():
    asked = {"day": "1920-04-28", "territory": ""}
    assert permalink("https://a.example", "/", asked) == "https://a.example/?day=1920-04-28"
    assert permalink("https://a.example", "/tr/", asked) == "https://a.example/tr/?day=1920-04-28"
    assert permalink("", "/", asked) == ""


@pytest.mark.parametrize("style", ["apa", "chicago", "bibtex", "ris", "csl-json"])
@pytest.mark.parametrize("language", ["en", "tr"])
def test_no_citation_has_an_address_of_this_machine(tmp_path, capfd, style, language):
    folder = write_package(tmp_path / "package")
    words = ["cite", "1919-09-10", "--style", style, "--lang", language, "--data", str(folder)]
    assert main(words) == 0
    out, err = capfd.readouterr()
    assert "://" not in out
    assert "{address}" not in out
    assert err == f"{LEFT_OUT}\n"


def test_no_place_of_the_gazetteer_has_an_address_of_this_machine(dataset):
    text = gazetteer.render(dataset, base_address()).decode()
    assert "127.0.0.1" not in text
    assert "localhost" not in text


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_no_sheet_has_an_address_of_this_machine(tmp_path, capfd, kind):
    folder = write_package(tmp_path / "package")
    sheet = tmp_path / f"sheet.{kind}"
    assert main(["snapshot", "1919-09-10", "-o", str(sheet), "--data", str(folder)]) == 0
    content = sheet.read_bytes()
    assert b"127.0.0.1" not in content
    assert b"localhost" not in content
    assert capfd.readouterr().err == f"{LEFT_OUT}\n"
