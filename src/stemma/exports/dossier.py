"""Dossiers: a story as one static page that needs nothing but itself, and the page that lists them.

Reports are hostile input: templates escape everything, the page's own style and script are the only ones its
Content-Security-Policy lets in (by hash), and nothing is ever fetched.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stemma.exports import marking, views, wording
from stemma.records import Story


def render(story: Story) -> str:
    """The dossier of `story`: one self-contained HTML page. The same story gives the same characters."""
    return _page("dossier.html.j2", style="style.css", script="script.js", dossier=views.dossier(story))


def render_index(stories: Sequence[Story]) -> str:
    """The page that lists `stories` in the order given, each linking to `<story.id>.html` beside it."""
    return _page("index.html.j2", style="style.css", script=None, entries=[_entry(s) for s in stories])


def _entry(story: Story) -> dict[str, object]:
    heads = [r.report.report for r in story.readings]
    return {
        "href": f"{quote(story.id, safe='')}.html",
        "title": story.title,
        "time": wording.span_of_time(story.from_, story.to),
        "reports": wording.count(len(heads), "report"),
        "said": wording.count(len(story.attributions), "attribution"),
        "outlets": list(dict.fromkeys(h.outlet for h in heads if h.outlet)),
    }


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


def _asset(name: str) -> str:
    return (files("stemma.exports") / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str | None) -> str:
    """A policy that lets in this one style and this one script, and nothing from anywhere else."""
    scripts = f"script-src {_digest(script)}; " if script else ""
    return f"default-src 'none'; {scripts}style-src {_digest(style)}; base-uri 'none'; form-action 'none'"


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"
