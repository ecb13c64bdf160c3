"""Numbers that sources give of events: rules hold the rows, the card and the sources show them."""

import pytest

from dashboard.dataset.reading.tables import columns_of
from dashboard.dataset.rules import citing
from dashboard.dataset.validate import validate
from dashboard.ui.browser import evidence
from dashboard.ui.http.citations import uses
from small_package import LANGUAGES, write_package

BROKEN_FIGURES = {citing.figures_are_ranges}
"""Rules that the tests of this file break."""

FIGURE = {
    "kind": "killed",
    "least": "500",
    "most": "2000",
    "whose_en": "The mayor of Upper",
    "certainty": "medium",
    "source_key": "Book2001",
}


def test_numbers_that_contradict_each_other_stand_side_by_side(dataset):
    shusha = evidence.figures(dataset, "tr")["shusha_march_1920"]
    killed = [(one["least"], one["most"]) for one in shusha if one["kind"] == "killed"]
    assert killed == [(500, 500), (8000, 8000), (20000, 20000), (30000, 30000)]
    assert shusha[0]["whose"].startswith("Hovannisian 1996, s. 152")
    assert shusha[0]["sources"] == [("yimiao_shusha", "kayıplar")]


def test_a_range_may_be_open_at_an_end(dataset):
    figures = evidence.figures(dataset, "en")
    assert [(one["least"], one["most"]) for one in figures["kuba_1918"]] == [
        (4000, None),
        (16782, 16782),
    ]
    assert (None, 18000) in [(one["least"], one["most"]) for one in figures["so_revolt_1920"]]


def test_every_figure_says_in_both_languages_whose_it_is(dataset):
    assert dataset.figures
    for row in dataset.figures:
        assert row.whose.own("en"), row.event_id
        assert row.whose.own("tr"), row.event_id
        assert bool(row.what.own("en")) == bool(row.what.own("tr")), row.event_id


def test_the_list_of_sources_leads_to_the_card_of_the_event(dataset):
    (use,) = [use for use in uses(dataset, "en")["rustamova_kuba"] if use.kind == "figure"]
    assert use.text.startswith("Killings in the Kuba uezd: S. Rustamova-Tohidi")
    assert use.address == "/?day=1918-05-01&event=kuba_1918"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({}, ""),
        ({"least": "2000"}, ""),
        ({"least": ""}, ""),
        ({"least": "", "most": ""}, "is empty, and most is empty too"),
        ({"least": "2001"}, "is more than most (2000)"),
        ({"most": "many"}, "is not a whole number"),
        ({"kind": "hurt"}, "hurt"),
        ({"event_id": "nothing"}, "is not in events.csv"),
        ({"whose_en": ""}, "is empty"),
        ({"source_key": "nothing"}, "is not in sources.bib"),
    ],
)
def test_a_wrong_figure_is_named(tmp_path, cells, said):
    package = write_package(tmp_path / "package")
    events = (package / "events.csv").read_text(encoding="utf-8").splitlines()
    row = {"event_id": events[1].partition(",")[0], **FIGURE, **cells}
    columns = list(columns_of("figures", LANGUAGES))
    line = ",".join(row.get(column, "") for column in columns)
    (package / "figures.csv").write_text(f"{','.join(columns)}\n{line}\n", encoding="utf-8")
    found = [one for one in map(str, validate(package)) if one.startswith("figures.csv")]
    assert len(found) == bool(said)
    assert all(said in one for one in found), found
