"""Templates of the app over those of the dossier: the same sections, with links that lead to pages of their own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from stemma.exports import marking, wording

_INSIDE = re.compile(r'href="#([A-Za-z0-9_-]+)"')
STATIC = {
    "style.css": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "htmx-2.0.11.min.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def page(template: str, **context: object) -> str:
    """A whole page. Everything put into it is escaped."""
    return _environment().get_template(template).render(**context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("stemma.web"), PackageLoader("stemma.exports")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "shown": marking.shown,
        "plain": marking.plain,
        "count_of": wording.count,
        "signed": wording.signed,
    }
    environment.globals |= {"listed": wording.listed, "day": wording.day, "static": static_address}
    return environment


def section(template: str, **context: object) -> str:
    """A part of a page, made by a template of the dossier or by the app's own in its place."""
    return _environment().get_template(template).render(**context)


def led(markup: str, places: Mapping[str, str]) -> Markup:
    """A dossier's section whose links into the texts lead where `places` says: anchors to addresses.

    No text of a report can look like such a link: quotation marks in texts are escaped.
    """

    def lead(found: re.Match[str]) -> str:
        to = places.get(found[1])
        return f'href="{escape(to)}"' if to else found[0]

    return Markup(_INSIDE.sub(lead, markup))  # noqa: S704 - rendered by our own templates, escaped there


@cache
def asset(name: str) -> bytes:
    """A file that pages link to; the dossier's style comes before the app's own."""
    own = (files("stemma.web") / "static" / name).read_bytes()
    if name != "style.css":
        return own
    return (files("stemma.exports") / "templates" / "style.css").read_bytes() + b"\n" + own


@cache
def static_address(name: str) -> str:
    """Where a file is fetched; the address changes with its content, so that it may be kept for ever."""
    return f"/static/{hashlib.sha256(asset(name)).hexdigest()[:12]}/{name}"
