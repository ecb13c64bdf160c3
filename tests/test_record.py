"""The deepened record: settled days with the source in the row, and how sure the whole is."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.dataset.evidence_report import BEGIN, END, report
from dashboard.dataset.model import Control, Dataset

ROOT = Path(__file__).resolve().parent.parent
ONE_DAY = timedelta(days=1)


def row_of(dataset: Dataset, territory: str, day: date) -> Control:
    """Return the control row of a territory that holds on a day."""
    (row,) = (
        one for one in dataset.control if one.territory_id == territory and day in one.interval
    )
    return row


# Territory, first day, holder before, holder and status from that day, the source in the row.
SETTLED = [
    # The newspaper Ertoba of 5 June 1918: Georgian troops are to leave Akhaltsikhe now.
    ("akhaltsikhe", "1918-05-26", "transcaucasia", "georgia", None, "civilge_ertoba1918"),
    # The council of Zakatala held the okrug until it joined Azerbaijan on 26 June 1918.
    ("zakatal", "1918-06-26", "zakatala_council", "azerbaijan", None, "perceptio_zakatala"),
    # Shemakha, 20 July 1918.
    ("shemakha_geokchay", "1918-07-20", "baku_soviet", "azerbaijan", None, "wikiorg_islam_army"),
    # Stavropol, 21 July 1918 and 29 February 1920.
    ("stavropol", "1918-07-21", "nc_soviet", "afsr", "occupied", "tipings_stavropol"),
    ("stavropol", "1920-02-29", "afsr", "rsfsr", "occupied", "perceptio_nkoperation"),
    # Lowland Chechnya was subdued village by village until April 1919.
    ("chechnya_ingushetia", "1919-04-15", "afsr", "afsr", None, "balmasov_chechnya"),
    # Mozdok was the seat of the Terek insurgents; Grozny fell a week before Vladikavkaz.
    ("mozdok", "1918-06-23", "terek_soviet", "terek_insurgents", "insurgent", "kireev_vladikavkaz"),
    ("grozny", "1920-03-17", "afsr", "rsfsr", "occupied", "milrev_novorossiysk1920"),
    # Towns and an okrug outside the oblasts around them, and the krais of 1924 and 1934.
    ("sunzha", "1929-02-04", "sunzha_okrug", "chechen_ao", "autonomous", "perceptio_sunzha"),
    ("grozny", "1929-02-04", "grozny_town", "chechen_ao", "autonomous", "perceptio_chechen_ao"),
    ("vladikavkaz", "1934-01-15", "vladikavkaz_town", "n_oss_ao", None, "perceptio_n_oss_ao"),
    ("mozdok", "1924-10-16", "rsfsr", "nc_krai", "sovereign", "enwiki_nc_krai"),
    ("kuban", "1934-01-10", "nc_krai", "azov_black_sea_krai", "sovereign", "wiki34_azov_krai"),
    # The plenum of the Caucasian Bureau gave Lori to Armenia, protocol no. 13.
    ("lori_neutral", "1921-07-07", "geo_ssr", "arm_ssr", None, "kavburo_protocol13"),
    # Artvin, the seat, was entered on 6 March 1921, Ardanuch on the 7th.
    ("artvin", "1921-03-06", "georgia", "turkey_gna", "occupied", "eurasian_triangle"),
    # Ekaterinodar on 16 August and Novorossiysk on 26 August 1918.
    ("kuban", "1918-08-16", "nc_soviet", "afsr", None, "dzen_taman"),
    ("black_sea", "1918-08-26", "nc_soviet", "afsr", "occupied", "dzen_taman"),
    # Sultanov, governor-general from January 1919, had the east of the Zangezur uezd only.
    ("zangezur_east", "1919-01-15", "azerbaijan", "azerbaijan", None, "wikisum_zangezur_exp"),
    # The Kuban Army took Tuapse on 12 March 1920 by the old calendar.
    ("tuapse", "1920-03-25", "black_sea_committee", "afsr", "occupied", "litlife_tuapse"),
    # The Red Army attacked at Sochi on 29 April 1920 and offered terms.
    ("sochi", "1920-04-29", "afsr", "rsfsr", "occupied", "karpov_white_south"),
    # Nuri Pasha entered Shusha in the night of 3-4 June 1920.
    ("karabakh_shusha", "1920-06-04", "az_ssr", "karabakh_insurgents", "insurgent", "qafqaz_evi"),
    # The fort of Zakatala: insurgents on 9 June, the Red Army on 18 June 1920.
    ("zakatal", "1920-06-09", "az_ssr", "zakatala_insurgents", "insurgent", "azhist_zakatala1920"),
    ("zakatal", "1920-06-18", "zakatala_insurgents", "az_ssr", None, "azhist_zakatala1920"),
    # The rising of February 1921 began in Daralagez, at Bash-Garni and at Talin.
    ("daralagez", "1921-02-18", "arm_ssr", "armenia_csf", "insurgent", "watv_feb1921"),
    # Sarikamish and Ardahan on 4 April 1918.
    ("ardahan", "1918-04-04", "transcaucasia", "ottoman", "occupied", "fizan_1918"),
    # Soviet troops in Shusha again on 15 June 1920.
    ("karabakh_shusha", "1920-06-15", "karabakh_insurgents", "az_ssr", None, "teletype_artsakh2"),
    # The note of 13 May 1921 protests at what the evacuation of Alexandropol destroyed.
    ("alexandropol", "1921-05-13", "turkey_gna", "arm_ssr", None, "dvp4_may1921"),
    # Kutais on 10 March 1921, Zugdidi on the 9th.
    ("kutais", "1921-03-10", "georgia", "geo_ssr", "occupied", "andersen_E4"),
]


@pytest.mark.parametrize(("territory", "day", "before", "holder", "status", "source"), SETTLED)
def test_a_settled_day_is_on_the_map_with_its_source(
    dataset, territory, day, before, holder, status, source
):
    day = date.fromisoformat(day)
    assert row_of(dataset, territory, day - ONE_DAY).controller == before
    row = row_of(dataset, territory, day)
    assert row.controller == holder
    assert row.interval.start == day
    assert status is None or row.status == status
    assert source in {citation.key for citation in row.citations}
    assert row.certainty in {"medium", "high"}


DISAGREEING = [
    ("zakatal", "1920-06-09", "1920-06-06"),
    ("zakatal", "1920-06-18", "1920-06-16"),
    ("stavropol", "1920-02-29", "1920-03-02"),
    ("artvin", "1921-03-06", "1921-03-07"),
    ("alexandropol", "1918-12-04", "1918-12-26"),
    ("alexandropol", "1921-05-13", "1921-04-22"),
]


@pytest.mark.parametrize(("territory", "day", "other"), DISAGREEING)
def test_where_two_accounts_differ_both_days_stand_in_the_row(dataset, territory, day, other):
    row = row_of(dataset, territory, date.fromisoformat(day))
    assert row.interval.start == date.fromisoformat(day)
    assert row.alt_start == date.fromisoformat(other)
    assert row.note


def test_every_row_of_low_certainty_says_why(dataset):
    silent = [
        (row.territory_id, row.interval.start)
        for row in dataset.control
        if row.certainty == "low" and not row.note
    ]
    assert silent == []


def test_general_knowledge_alone_carries_one_row_of_the_map(dataset):
    alone = [
        row.territory_id
        for row in dataset.control
        if {citation.key for citation in row.citations} == {"GK"}
    ]
    assert alone == ["lori_south"]


def test_the_numbers_in_the_history_page_are_those_of_the_report(dataset):
    """Rows by certainty, low rows by region, and the grades of evidence."""
    text = (ROOT / "docs" / "history.md").read_text("utf-8")
    assert text.split(f"{BEGIN}\n")[1].split(END)[0] == report(dataset)
