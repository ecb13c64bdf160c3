"""Take plotly's script for the page from its package of npm: a part of ``make vendor``."""

from pathlib import Path

from dashboard.ui.http import bundle

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"

HEAD = (": this, () => {\n", ": this, (() => {\n")
TAIL = ("return Plotly;\n}));", "return Plotly;\n})));")


def parenthesised(text: str) -> str:
    """Put the function that makes plotly in parentheses.

    A browser compiles a function in parentheses while the script comes, beside the page's own
    thread. Of another it looks for the end at first, and compiles it when it is called: then the
    page waits.

    Raises
    ------
    ValueError
        If plotly's makers wrap their script in another way by now.
    """
    if text.count(HEAD[0]) != 1 or not text.endswith(TAIL[0]):
        raise ValueError(
            f"{PACKAGE.name} does not hand over its function as before: "
            "look at its first and last lines and change HEAD and TAIL in scripts/vendor.py"
        )
    return text.replace(*HEAD).removesuffix(TAIL[0]) + TAIL[1]


if __name__ == "__main__":
    text = parenthesised(PACKAGE.read_text("utf-8"))
    (bundle.ASSETS / bundle.PLOTLY).write_text(text, "utf-8")
