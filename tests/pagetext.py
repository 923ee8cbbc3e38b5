"""The text of a report as a page of the app holds it, taken out of the markup again."""

from __future__ import annotations

import html
import re


def text_of(page: str) -> str:
    """What stands in the page's runs of text, put together."""
    return "".join(_run(run) for run in re.split(r"<[^>]* data-t>", page)[1:])


def plain(markup: str) -> str:
    """The text of an element whose start tag was just passed."""
    return _run(markup)


def _run(markup: str) -> str:
    depth, out = 0, []
    for piece in re.split(r"(<[^>]*>)", markup):
        if not piece.startswith("<"):
            out.append(html.unescape(piece))
        elif piece.startswith("</"):
            depth -= 1
            if depth < 0:
                break
        else:
            depth += 1
    return "".join(out)
