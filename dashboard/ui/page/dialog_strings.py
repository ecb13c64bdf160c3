"""The words of what the page hands out: dialogs to export, cite, share and correct, by key."""

from collections.abc import Mapping

DIALOGS: Mapping[str, str] = {
    "export": "Export",
    "cite": "Cite",
    "copy": "Copy",
    "copied": "Copied.",
    "notCopied": "This browser does not let the page copy; select the text and copy it.",
    "cancel": "Cancel",
    "correct": "Suggest a correction",
    "correct.about": "Say what should stand there and which source says so. Nothing leaves this "
    "page: you get a file to send.",
    "correct.which": "About",
    "correct.field": "What is wrong",
    "correct.now": "It says now",
    "correct.should": "It should say",
    "correct.nothing": "nothing",
    "correct.source": "Source",
    "correct.locator": "Page or article in it",
    "correct.reason": "Remarks",
    "correct.save": "Save the file",
    "correct.copy": "Copy the text",
    "correct.mail": "Write a mail",
    "correct.subject": "Correction",
    "correct.after": "Send the file or the text to those who keep this atlas. They can check the "
    "file against every rule of the data.",
    "correct.same": "That is what it says now: write what it should say.",
    "correct.noSource": "Name the work that says so.",
    "cite.style": "Citation style",
    "cite.view": "This view",
    "cite.local": "Without an address: others cannot reach this atlas.",
    "cite.sources": "Sources of what is shown",
    "cite.count": "{count} works, {unseen} of them cited at second hand",
    "cite.file": "Download",
    "cite.waiting": "Loading …",
    "export.what": "What to export",
    "export.sheet": "Sheet for print",
    "export.data": "Data",
    "export.sheetShows": (
        "The day or the two days compared, the part of the map, the layers and the territory that "
        "are on the screen, with legend, events, sources and how to cite."
    ),
    "export.figureShows": (
        "The strips in the order that is on the screen, or the areas of the powers, through all "
        "days, with legend and how to cite."
    ),
    "export.tableShows": "The table of the day that is shown, by region, with how to cite.",
    "export.figure": "Figure",
    "export.strips": "Strips of the territories",
    "export.areas": "Areas of the powers",
    "export.format": "Format",
    "export.size": "Size",
    "export.own": "Custom size",
    "export.width": "Width, mm",
    "export.height": "Height, mm",
    "export.dpi": "Dots per inch",
    "export.bw": "Greyscale, for photocopying",
    "export.make": "Make the sheet",
    "export.hint": "About {size}; takes a few seconds.",
    "export.hintPicture": "{width} × {height} pixels, about {size}; takes a few seconds.",
    "export.tooMany": (
        "{width} × {height} pixels are more than the {most} that the server draws; "
        "choose a smaller size or fewer dots."
    ),
    "export.tooLong": "No side may be more than three times as long as the other.",
    "export.content": "Content",
    "export.first": "First day",
    "export.last": "Last day",
    "export.download": "Download",
    "export.about": "About {size}.",
    "export.atMost": "At most {size}.",
    "export.backwards": "The last day is before the first.",
    "save.working": "Preparing …",
    "save.done": "Saved.",
    "save.cancelled": "Cancelled.",
    "save.busy": "The server is making other exports; try again in {seconds} seconds.",
    "save.refused": "The server cannot make this: {reason}",
    "save.unreachable": "The server does not answer; try again in a moment.",
    "export.picture": "Picture",
    "picture.about": (
        "The map as it is on the screen, with the day, the legend and how to cite it; made by "
        "this browser, without the server."
    ),
    "picture.mapOnly": "Pictures work in Map and Compare. Switch view first.",
    "picture.size": "Size of the PNG",
    "picture.factor": "{factor} × the screen",
    "picture.hint": "About {width} × {height} pixels.",
    "picture.png": "Save PNG",
    "picture.svg": "Save SVG",
    "picture.copy": "Copy picture",
    "picture.tooLarge": "This browser cannot draw so large a picture; choose a smaller size.",
    "picture.noClipboard": "This browser does not let the page copy a picture; save it instead.",
    "export.film": "Film",
    "film.about": (
        "The map from day to day, with captions; the part of the map and the territory are "
        "those on the screen."
    ),
    "film.by": "A picture for each",
    "film.event": "change",
    "film.week": "week",
    "film.day": "day",
    "film.hint": (
        "You will see the number of frames and the time left once it starts; this can take minutes."
    ),
    "film.begun": "Getting ready; {done} pictures are drawn.",
    "film.left": "{done} of {total} pictures, about {seconds} seconds left.",
    "film.minutes": "{done} of {total} pictures, about {minutes} minutes left.",
    "film.progress": "Progress of the film",
    "film.make": "Make the film",
    "film.subtitles": "Subtitles (VTT)",
    "share.open": "Share",
    "share.title": "Share this view",
    "share.link": "Link to this view",
    "share.computer": "This address works only on this computer: others cannot open it.",
    "share.network": "Only devices in this network can open this address: it is not permanent, and "
    "others cannot reach it.",
    "share.code": "QR code of the link",
    "share.embed": "Embed code",
    "share.copy": "Copy",
    "share.copied": "Copied",
    "share.failed": "The browser does not let the page copy; the text is marked: copy it with "
    "your keys.",
}
