"""QR codes of addresses: they encode the requested address, of this atlas alone."""

import io
from xml.etree import ElementTree

import pytest
import segno
import zxingcpp
from PIL import Image

from dashboard.ui.http.codes import LONGEST, MARGIN, code

HERE = "http://localhost"
VIEW = f"{HERE}/tr/?day=1921-10-13&territory=kars&layers=relief,modern"


def asked(client, address):
    return client.get("/api/qr.svg", query_string={"address": address})


def test_a_code_is_a_drawing_that_may_be_kept(client):
    answer = asked(client, VIEW)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert ElementTree.fromstring(answer.data).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("length", [40, 200, LONGEST])
def test_what_reads_codes_reads_the_address(length):
    address = VIEW.ljust(length, "x")[:length]
    drawn = ElementTree.fromstring(code(address))
    made = segno.make_qr(address, error="m", boost_error=False)
    side = made.symbol_size(border=MARGIN)[0]
    assert drawn.get("viewBox") == f"0 0 {side} {side}"
    file = io.BytesIO()
    made.save(file, kind="png", border=MARGIN, scale=4)
    (read,) = zxingcpp.read_barcodes(Image.open(file))
    assert read.text == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kars",
        "https://elsewhere.example/?day=1921-10-13",
        "ftp://localhost/",
        "http://localhost@elsewhere.example/",
        "javascript:alert(1)",
        f"{HERE}/?day=1921 10",
        f"{HERE}/?q=Կարս",
        "http://[",
        f"{HERE}/".ljust(LONGEST + 1, "x"),
    ],
)
def test_no_code_leads_elsewhere_or_is_too_long(client, address):
    answer = asked(client, address)
    assert answer.status_code == 400
    assert answer.json["error"].startswith("address ")


def test_the_address_that_is_set_has_codes_too(client, monkeypatch):
    assert asked(client, "https://atlas.example/?day=1921-10-13").status_code == 400
    monkeypatch.setenv("BASE_ADDRESS", "https://atlas.example")
    assert asked(client, "https://atlas.example/?day=1921-10-13").status_code == 200


def test_another_word_is_refused(client):
    assert client.get("/api/qr.svg?address=http://localhost/&size=9").status_code == 400
