"""The lines of history for the browser."""

from datetime import date

from dashboard.dataset.model import Dataset, HistoricLine, Language
from dashboard.ui.browser import contract


def lines(dataset: Dataset, language: Language) -> list[contract.Line]:
    """Return the lines in their order, with days counted from the first day of the dataset."""
    return [_line(dataset, line, language) for line in dataset.lines]


def _line(dataset: Dataset, line: HistoricLine, language: Language) -> contract.Line:
    def day(value: date | None) -> int | None:
        return None if value is None else (value - dataset.first_day).days

    start, end = (line.interval.start, line.interval.end) if line.interval else (None, None)
    layer = dataset.kinds.lines[line.kind].layer
    return {
        "uid": f"{layer}-{line.id}",
        "layer": layer,
        "name": line.name[language],
        "basis": _grounds(dataset, line, language),
        "start": day(start),
        "end": day(end),
        "kind": line.kind,
        "status": line.status,
        "grade": line.grade,
    }


def _grounds(dataset: Dataset, line: HistoricLine, language: Language) -> str:
    """What a line rests on; of a force first whose it is."""
    polity = dataset.polities.get(line.polity)
    whose = polity.name[language] if polity else ""
    return "; ".join(filter(None, (whose, line.basis[language])))
