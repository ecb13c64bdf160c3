"""What the page says when its scripts do not come: they alone have the other words of the page."""

from html import escape

from dashboard import i18n
from dashboard.dataset.model import Language


def box(language: Language) -> str:
    """HTML of the message, hidden until ``guard.js``, ``main.mjs`` or a minute shows it.

    To try again is a plain link to the same address, which needs no script.
    """
    _ = i18n.translator(language)
    text = _("The atlas has not loaded. The network may have failed.")
    return (
        f'<div id="failure" role="alert"><p>{escape(text)}</p>'
        f'<a class="button" href="">{escape(_("Try again"))}</a></div>'
    )
