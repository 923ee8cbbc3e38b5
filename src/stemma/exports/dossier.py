"""Dossiers: a story as one static page that needs nothing but itself, and the page that lists them.

Reports are hostile input: templates escape everything, the page's own style and script are the only ones its
Content-Security-Policy lets in (by hash), and nothing is ever fetched.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stemma.exports import marking, views, wording
from stemma.records import Story, content_id


@dataclass(frozen=True, slots=True)
class Entry:
    """A story as the index lists it; days are ISO dates."""

    id: str
    title: str
    from_: str | None
    to: str | None
    reports: int
    outlets: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """The page beside the index."""
        return f"{quote(self.id, safe='')}.html"

    @property
    def time(self) -> str:
        """From and to in words."""
        return wording.span_of_time(self.from_, self.to)


def render(story: Story, *, made_from: str = "") -> str:
    """The dossier of `story`: one self-contained HTML page. The same story gives the same characters.

    `made_from` names what the story was told from; the page carries its mark, so that it need not be made again.
    """
    mark_ = mark(made_from) if made_from else None
    return _page("dossier.html.j2", style="style.css", script="script.js", mark=mark_, dossier=views.dossier(story))


def render_index(entries: Sequence[Entry]) -> str:
    """The page that lists `entries` in the order given, each linking to its page beside it."""
    return _page("index.html.j2", style="style.css", script=None, mark=None, entries=entries)


def mark(made_from: str) -> str:
    """What the head of a page says of what it was made from, by which version of these templates."""
    return content_id("d", made_from, *(_asset(name) for name in _templates()), length=32)


@cache
def _templates() -> tuple[str, ...]:
    return tuple(sorted(f.name for f in (files("stemma.exports") / "templates").iterdir() if f.is_file()))


def _page(template: str, *, style: str, script: str | None, **context: object) -> str:
    css = _asset(style)
    js = _asset(script) if script else None
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(css),  # noqa: S704 - our own file
            script=Markup(js) if js else None,  # noqa: S704 - our own file
            policy=_policy(css, js),
            **context,
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("stemma.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"shown": marking.shown, "plain": marking.plain, "count_of": wording.count}
    environment.globals |= {"listed": wording.listed, "day": wording.day}
    return environment


@cache
def _asset(name: str) -> str:
    return (files("stemma.exports") / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str | None) -> str:
    """A policy that lets in this one style and this one script, and nothing from anywhere else."""
    scripts = f"script-src {_digest(script)}; " if script else ""
    return f"default-src 'none'; {scripts}style-src {_digest(style)}; base-uri 'none'; form-action 'none'"


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"
