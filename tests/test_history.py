"""Named facts of history, each with its source: what the map must show on a day.

The days and holders stand here on their own, apart from the tables, so that a slip in
a table shows. The last item of each fact names its sources, keys of sources.bib.
"""

from datetime import date, timedelta

import pytest

from dashboard.dataset.timeline import Timeline

ONE_DAY = timedelta(days=1)


SOVIETIZATIONS = [
    # The article: Baku passes to Soviet rule on 27-28 April 1920 (Kazemzadeh1951, pp. 283-285).
    ("baku", "1920-04-28", "azerbaijan", "az_ssr", "Kazemzadeh1951"),
    # The RevCom crosses at Karavansarai on 29 November 1920 (regnum_karabakh, aniarc_2apr).
    ("kazakh_highland", "1920-11-29", "armenia", "arm_ssr", "aniarc_2apr"),
    # Power in Erivan is handed over on 2 December 1920 (aniarc_2apr).
    ("erivan", "1920-12-02", "armenia", "arm_ssr", "aniarc_2apr"),
    # The Red Army enters Tiflis on 25 February 1921 (Kazemzadeh1951, p. 324).
    ("tiflis", "1921-02-25", "georgia", "geo_ssr", "Kazemzadeh1951"),
    # Denikin's army has left Dagestan by 30 March 1920 (Ismayilov2009, p. 119).
    ("dagestan", "1920-03-30", "afsr", "rsfsr", "Ismayilov2009"),
    # Vladikavkaz is taken on 24 March 1920 (volos_vladikavkaz).
    ("ossetia_north", "1920-03-24", "afsr", "rsfsr", "volos_vladikavkaz"),
]


@pytest.mark.parametrize(("territory", "day", "before", "after", "source"), SOVIETIZATIONS)
def test_soviet_power_begins_on_its_day_and_not_the_day_before(
    dataset, timeline, territory, day, before, after, source
):
    day = date.fromisoformat(day)
    assert timeline.state(day - ONE_DAY)[territory].controller == before
    state = timeline.state(day)[territory]
    assert state.controller == after
    assert dataset.polities[before].role != "soviet"
    assert dataset.polities[after].role == "soviet"
    assert source in state.source_key.split(";")


MILESTONES = [
    ("north_caucasus", date(1920, 3, 1), date(1920, 3, 31)),
    ("baku", date(1920, 4, 28), date(1920, 4, 28)),
    ("armenia", date(1920, 11, 29), date(1920, 11, 29)),
    ("tiflis", date(1921, 2, 25), date(1921, 2, 25)),
]


@pytest.mark.parametrize(("milestone", "first", "last"), MILESTONES)
def test_the_four_milestones_stand_on_the_days_of_the_article(dataset, milestone, first, last):
    """The article's four Sovietizations: March 1920, 28 April, 29 November, 25 February."""
    found = {milestone.id: milestone for milestone in dataset.milestones}
    assert len(found) == 4
    assert first <= dataset.events[found[milestone].event_id].date <= last


FACTS = [
    # Batum: British landing in December 1918 (nplg_batumi), handed to Georgia 7 July 1920
    # (civilge_batumi).
    ("batum", "1918-12-23", "ottoman", None, "nplg_batumi"),
    ("batum", "1918-12-24", "british", "occupied", "nplg_batumi"),
    ("batum", "1919-12-31", "british", "occupied", "nplg_batumi"),
    ("batum", "1920-07-06", "british", "occupied", "civilge_batumi"),
    ("batum", "1920-07-07", "georgia", None, "civilge_batumi"),
    # Batum, March 1921: Turkish entry on the 11th (Novikov2016, p. 177), out by the 19th
    # after the fighting of 18-19 March (arc_batumi, macne_batumi).
    ("batum", "1921-03-10", "georgia", None, "Novikov2016"),
    ("batum", "1921-03-11", "turkey_gna", "occupied", "Novikov2016"),
    ("batum", "1921-03-16", "turkey_gna", "occupied", "Novikov2016"),
    ("batum", "1921-03-18", "turkey_gna", "occupied", "Novikov2016"),
    ("batum", "1921-03-19", "geo_ssr", None, "arc_batumi;macne_batumi"),
    # Adjarian autonomy of 16 July 1921 (dbpedia_adjara).
    ("batum", "1921-07-16", "adjarian_assr", "autonomous", "dbpedia_adjara"),
    # Lori: neutral zone under the Allied commission 17 January 1919 (Eliyeva2015, p. 298),
    # Georgian entry 13 November 1920 (futkaradze_1920), Georgian at first in 1921
    # (perceptio_lori), to Armenia 7 July 1921 (ARTICLE).
    ("lori_neutral", "1919-01-16", "armenia", "occupied", "Eliyeva2015"),
    ("lori_neutral", "1919-01-17", "lori_commission", "neutral_zone", "Eliyeva2015"),
    ("lori_neutral", "1920-11-12", "lori_commission", "neutral_zone", "futkaradze_1920"),
    ("lori_neutral", "1920-11-13", "georgia", "occupied", "futkaradze_1920"),
    ("lori_neutral", "1921-07-06", "geo_ssr", None, "perceptio_lori"),
    ("lori_neutral", "1921-07-07", "arm_ssr", None, "ARTICLE"),
    # Nakhchivan: a local rising (andersen_T4), the Haskell agreement of 29 August 1919
    # (ysu_haskell), the local council in it (TH of 26 September 1919) and after it
    # (uprisings_mirror); Soviet from 28 July 1920 (pl_nakhassr).
    ("nakhchivan", "1919-08-28", "nakhchivan_council", "insurgent", "andersen_T4"),
    ("nakhchivan", "1919-08-29", "nakhchivan_council", "neutral_zone", "ysu_haskell;TH"),
    ("nakhchivan", "1920-07-27", "nakhchivan_council", "insurgent", "uprisings_mirror"),
    ("nakhchivan", "1920-07-28", "nakh_ssr", "de_facto_control", "pl_nakhassr"),
    ("nakhchivan", "1924-02-09", "nakh_assr", "autonomous", "pl_nakhassr"),
    # Baku, September 1918: taken on the 15th (enwiki_cc); British entry 17 November (mughan_dict).
    ("baku", "1918-09-14", "centrocaspian", None, "enwiki_cc"),
    ("baku", "1918-09-15", "azerbaijan", None, "enwiki_cc"),
    ("baku", "1918-11-17", "british", "occupied", "mughan_dict"),
    # Kars taken on 30 October 1920 (Yerasimos1999, pp. 339-342).
    ("kars", "1920-10-29", "armenia", None, "Yerasimos1999"),
    ("kars", "1920-10-30", "turkey_gna", "occupied", "Yerasimos1999"),
    # Alexandropol: entered 7 November 1920 (soviet_arm_enc6_163).
    ("alexandropol", "1920-11-06", "armenia", None, "soviet_arm_enc6_163"),
    ("alexandropol", "1920-11-07", "turkey_gna", "occupied", "soviet_arm_enc6_163"),
    # The rising in Erivan of 18 February - 2 April 1921 (zh_feb_revolt, aniarc_2apr).
    ("erivan", "1921-02-17", "arm_ssr", None, "zh_feb_revolt"),
    ("erivan", "1921-02-18", "armenia_csf", "insurgent", "zh_feb_revolt"),
    ("erivan", "1921-04-01", "armenia_csf", "insurgent", "aniarc_2apr"),
    ("erivan", "1921-04-02", "arm_ssr", None, "aniarc_2apr"),
    # Ardahan entered 23 February 1921 (Novikov2016, p. 177).
    ("ardahan", "1921-02-22", "georgia", None, "Novikov2016"),
    ("ardahan", "1921-02-23", "turkey_gna", "occupied", "Novikov2016"),
    # Sukhum 4 March 1921 (ethnia_abkhazia).
    ("sukhum", "1921-03-03", "georgia", "autonomous", "ethnia_abkhazia"),
    ("sukhum", "1921-03-04", "abkhaz_ssr", "occupied", "ethnia_abkhazia"),
    # The autonomous oblast of Mountainous Karabakh, 7 July 1923 (karabakh99_decree).
    ("karabakh_mountainous", "1923-07-06", "az_ssr", "sovereign", "karabakh99_decree"),
    ("karabakh_mountainous", "1923-07-07", "nkao", "autonomous", "karabakh99_decree"),
]


def shown(timeline: Timeline, territory: str, day: str, status: str | None) -> tuple:
    """The holder of a territory on a day, and its status where the fact names a status."""
    state = timeline.state(date.fromisoformat(day))[territory]
    return state.controller, status and state.status


def test_the_named_facts_are_on_the_map(dataset, timeline):
    for territory, day, controller, status, source in FACTS:
        assert set(source.split(";")) <= set(dataset.sources), source
        said = shown(timeline, territory, day, status)
        assert said == (controller, status), (territory, day, source)


def test_the_hatch_of_batum_names_whose_title_the_turkish_army_stood_against(timeline):
    """Georgia until its government left on 17 March 1921, then the Georgian RevCom (arc_batumi)."""
    assert timeline.state(date(1921, 3, 12))["batum"].second_party == "georgia"
    assert timeline.state(date(1921, 3, 18))["batum"].second_party == "geo_ssr"


# Treaty: territory, day from which the map shows it, holder and status then.
OUTCOMES = [
    # Brest-Litovsk, art. 4 (soviethistory_brest): the three sanjaks; Kars given up on
    # 25 April 1918 (soviet_arm_enc13_659, p. 659).
    (
        "brest_litovsk",
        "kars",
        "1918-04-25",
        "ottoman",
        "de_facto_control",
        "soviethistory_brest;soviet_arm_enc13_659",
    ),
    (
        "brest_litovsk",
        "batum",
        "1918-04-25",
        "ottoman",
        "de_facto_control",
        "soviethistory_brest;soviet_arm_enc13_659",
    ),
    (
        "brest_litovsk",
        "ardahan",
        "1918-04-25",
        "ottoman",
        "de_facto_control",
        "soviethistory_brest;soviet_arm_enc13_659",
    ),
    # Poti (enwiki_poti) left the land under Georgia, with German protection.
    ("poti_1918", "tiflis", "1918-05-28", "georgia", None, "enwiki_poti"),
    # Batum, 4 June 1918 (imranli2016, p. 295): not ratified, held until Mudros.
    ("batum_1918", "akhalkalaki", "1918-06-04", "ottoman", None, "imranli2016"),
    ("batum_1918", "akhaltsikhe", "1918-06-04", "ottoman", None, "imranli2016"),
    ("batum_1918", "surmalu", "1918-06-04", "ottoman", None, "imranli2016"),
    # Agreement of 11 June 1918 (bgazhba_1918): Sukhum autonomous in Georgia.
    ("abkhazia_1918", "sukhum", "1918-06-11", "georgia", "autonomous", "bgazhba_1918"),
    # Mudros, arts. 11 and 15 (anec_mudros): evacuation, Allied occupation of Batum.
    ("mudros", "akhalkalaki", "1918-12-05", "georgia", None, "anec_mudros"),
    ("mudros", "batum", "1918-12-24", "british", "occupied", "anec_mudros"),
    # 17 January 1919 (Eliyeva2015, p. 298): Borchali north to Georgia, south to Armenia.
    ("lori_1919", "borchali_north", "1919-01-17", "georgia", None, "Eliyeva2015"),
    ("lori_1919", "lori_neutral", "1919-01-17", "lori_commission", "neutral_zone", "Eliyeva2015"),
    ("lori_1919", "lori_south", "1919-01-17", "armenia", None, "Eliyeva2015"),
    # 22 August 1919 (karabakh_agreement_text): Mountainous Karabakh autonomous in Azerbaijan.
    (
        "karabakh_1919",
        "karabakh_mountainous",
        "1919-08-22",
        "azerbaijan",
        "autonomous",
        "karabakh_agreement_text",
    ),
    # Haskell (ysu_haskell, andersen_T4): a neutral zone on paper; Daralagez stayed Armenian.
    (
        "haskell_1919",
        "nakhchivan",
        "1919-08-29",
        "nakhchivan_council",
        "neutral_zone",
        "ysu_haskell",
    ),
    ("haskell_1919", "daralagez", "1919-08-29", "armenia", None, "andersen_T4"),
    # 23 November 1919 (ysu_haskell, perceptio_tiflis1919): each side keeps what it holds.
    ("arm_az_1919", "zangezur", "1919-11-23", "armenia", None, "ysu_haskell;perceptio_tiflis1919"),
    # Moscow, 7 May 1920 (matiane_1920): Soviet Russia recognises Georgia.
    ("moscow_1920", "tiflis", "1920-05-07", "georgia", "sovereign", "matiane_1920"),
    ("moscow_1920", "kutais", "1920-05-07", "georgia", "sovereign", "matiane_1920"),
    ("moscow_1920", "zakatal", "1920-05-07", "az_ssr", "de_facto_control", "matiane_1920"),
    # Agstafa, 12 June 1920 (enwiki_agstafa, rahmanzade): as it stood; at Zakatala a rising
    # lasted from 9 to 18 June (azhist_zakatala1920).
    ("agstafa_1920", "kazakh", "1920-06-12", "az_ssr", None, "enwiki_agstafa;rahmanzade"),
    ("agstafa_1920", "zakatal", "1920-06-18", "az_ssr", None, "enwiki_agstafa;rahmanzade"),
    # 10 August 1920 (aniarc_10aug1920): the Red Army in Zangezur, Armenia in Sharur.
    ("tiflis_1920", "zangezur", "1920-08-10", "rsfsr", "occupied", "aniarc_10aug1920"),
    ("tiflis_1920", "sharur", "1920-08-10", "armenia", None, "aniarc_10aug1920"),
    # Its preamble recognises the independence of Armenia, as that of Moscow did Georgia's.
    ("tiflis_1920", "erivan", "1920-08-10", "armenia", "sovereign", "allinnet_tiflis1920"),
    # Sèvres was not ratified (sevres_text) and Wilson's award (wilsonsarmenia) not applied:
    # Ankara kept the borderland.
    ("sevres", "erzurum_border", "1920-08-10", "turkey_gna", "de_facto_control", "sevres_text"),
    (
        "wilson_award",
        "erzurum_border",
        "1920-11-22",
        "turkey_gna",
        "de_facto_control",
        "wilsonsarmenia",
    ),
    # 13 November 1920 (futkaradze_1920): Georgian troops into the zone.
    ("geo_arm_1920", "lori_neutral", "1920-11-13", "georgia", "occupied", "futkaradze_1920"),
    # Legran, 2 December 1920 (soviethistory_legran): Soviet Armenia, less what Turkey held.
    ("legran_1920", "erivan", "1920-12-02", "arm_ssr", None, "soviethistory_legran"),
    ("legran_1920", "kars", "1920-12-02", "turkey_gna", None, "soviethistory_legran"),
    # Gümrü, night of 2-3 December 1920 (Sari2014, p. 583): Kars and Surmalu, not ratified.
    ("alexandropol_1920", "kars", "1920-12-03", "turkey_gna", "de_facto_control", "Sari2014"),
    ("alexandropol_1920", "surmalu", "1920-12-03", "turkey_gna", "de_facto_control", "Sari2014"),
    # Moscow, 16 March 1921 (Novikov2016, p. 177; art. I-III); in force from 22 September 1921
    # (mosquito_moscow1921), and title by it only from then.
    ("moscow_1921", "kars", "1921-03-16", "turkey_gna", "de_facto_control", "Novikov2016"),
    ("moscow_1921", "kars", "1921-09-22", "turkey_gna", "sovereign", "mosquito_moscow1921"),
    ("moscow_1921", "ardahan", "1921-03-16", "turkey_gna", "de_facto_control", "Novikov2016"),
    ("moscow_1921", "ardahan", "1921-09-22", "turkey_gna", "sovereign", "mosquito_moscow1921"),
    ("moscow_1921", "artvin", "1921-03-16", "turkey_gna", "de_facto_control", "Novikov2016"),
    ("moscow_1921", "artvin", "1921-09-22", "turkey_gna", "sovereign", "mosquito_moscow1921"),
    ("moscow_1921", "surmalu", "1921-03-16", "turkey_gna", "de_facto_control", "Novikov2016"),
    ("moscow_1921", "surmalu", "1921-09-22", "turkey_gna", "sovereign", "mosquito_moscow1921"),
    ("moscow_1921", "batum", "1921-03-19", "geo_ssr", None, "Novikov2016"),
    ("moscow_1921", "nakhchivan", "1921-03-16", "nakh_ssr", "de_facto_control", "Novikov2016"),
    ("moscow_1921", "nakhchivan", "1921-09-22", "nakh_ssr", "autonomous", "mosquito_moscow1921"),
    # Kavburo, 5 July 1921 (karabakh99): Karabakh in Azerbaijan, autonomy in 1923.
    ("kavburo_karabakh_1921", "karabakh_mountainous", "1921-07-05", "az_ssr", None, "karabakh99"),
    (
        "kavburo_karabakh_1921",
        "karabakh_mountainous",
        "1923-07-07",
        "nkao",
        "autonomous",
        "karabakh99",
    ),
    # The article: Lori to Armenia, 7 July 1921.
    ("kavburo_lori_1921", "lori_neutral", "1921-07-07", "arm_ssr", None, "ARTICLE"),
    # Kars, 13 October 1921 (wikisource_kars, arts. 4-6): confirms Moscow.
    ("kars_1921", "kars", "1921-10-13", "turkey_gna", "sovereign", "wikisource_kars"),
    ("kars_1921", "alexandropol", "1921-10-13", "arm_ssr", None, "wikisource_kars"),
    ("kars_1921", "batum", "1921-10-13", "adjarian_assr", "autonomous", "wikisource_kars"),
    ("kars_1921", "nakhchivan", "1921-10-13", "nakh_ssr", "autonomous", "wikisource_kars"),
    # Union treaty of 16 December 1921 (enwiki_abkhazia).
    (
        "abkhazia_georgia_1921",
        "sukhum",
        "1921-12-16",
        "abkhaz_ssr",
        "de_facto_control",
        "enwiki_abkhazia",
    ),
    # Constitution of 5 December 1936 (Tavkul2002, p. 57).
    ("constitution_1936", "ossetia_north", "1936-12-05", "n_oss_assr", "autonomous", "Tavkul2002"),
]


def test_the_outcomes_of_treaties_are_on_the_map(dataset, timeline):
    named = {(outcome.treaty_id, outcome.territory_id) for outcome in dataset.outcomes}
    for treaty, territory, day, holder, status, source in OUTCOMES:
        assert treaty in dataset.treaties, treaty
        assert set(source.split(";")) <= set(dataset.sources), source
        said = shown(timeline, territory, day, status)
        assert said == (holder, status), (treaty, territory, day)
        assert (treaty, territory) in named


def test_every_treaty_that_speaks_of_land_is_among_the_facts(dataset):
    assert {outcome.treaty_id for outcome in dataset.outcomes} == {fact[0] for fact in OUTCOMES}


def test_the_union_makes_republics_sovereign_on_30_december_1922(timeline):
    """Treaty on the creation of the USSR, 30 December 1922 (brockhaus_tsfsr, popflock_tsfsr)."""
    day = date(1922, 12, 30)
    before, after = timeline.state(day - ONE_DAY), timeline.state(day)
    for territory, holder in (("erivan", "arm_ssr"), ("tiflis", "geo_ssr"), ("baku", "az_ssr")):
        assert before[territory].controller == after[territory].controller == holder
        assert before[territory].status == "de_facto_control"
        assert after[territory].status == "sovereign"
        federations = [membership.federation for membership in timeline.federations_of(holder, day)]
        assert federations == ["tsfsr", "ussr"]


def test_the_transcaucasian_federation_lasts_from_march_1922_to_december_1936(timeline):
    """12 March 1922 (georgianenc_tsfsr) to the constitution of 5 December 1936."""
    for day, inside in (
        (date(1922, 3, 11), False),
        (date(1922, 3, 12), True),
        (date(1936, 12, 4), True),
        (date(1936, 12, 5), False),
    ):
        memberships = timeline.federations_of("geo_ssr", day)
        assert ("tsfsr" in [membership.federation for membership in memberships]) is inside


def test_no_claim_of_soviet_armenia_on_kazakh_or_zangezur_lasts_to_the_end(timeline):
    """The republics settled them among themselves in 1920-1921 (aniarc_2apr)."""
    last = timeline.state(date(1936, 12, 31))
    for territory in ("kazakh", "zangezur_east"):
        assert "arm_ssr" not in last[territory].claimants
