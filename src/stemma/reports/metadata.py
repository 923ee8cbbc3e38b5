"""What a page says of itself in JSON-LD, OpenGraph, meta and time tags, the most telling first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml.html import HtmlElement

from stemma.records import DateEvidence
from stemma.reports import dates, lines
from stemma.reports.published import Witness

_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(
    r"\w*(?:article|posting)",
    re.IGNORECASE,
)
_BAR = r"\s*(?:[|•·»:]|[-–—]{1,2})\s*"
_AROUND = re.compile(rf"{_BAR}(?P<site>[^|•·»–—]{{2,40}})|(?P<before>[^|•·»–—]{{2,40}}?){_BAR}")
_SITE_SUFFIX = re.compile(r"\s+(?:[|•·»]|[-–—]{1,2})\s+(?P<site>[^|•·»–—]{2,40})$")

MIN_TITLE_WORDS = 3
MAX_WRITER_WORDS = 10
_WRITER = frozenset({"author", "byline", "by", "by-line", "author-name", "byline-name", "byline__name", "writer"})
_CATEGORY = frozenset({"category", "cat", "kicker", "section", "rubric", "topic", "eyebrow", "section-name"})

# Names of tags in use, by field, the most reliable first.
TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title")
SITES = ("application-name", "cre", "dc.publisher", "dcterms.publisher")
AUTHORS = (
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
)
SECTIONS = ("article:section", "og:article:section", "parsely-section", "section", "cxenseparse:recs:category")
PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.issued",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "ptime", "pdate", "date", "originalpublicationdate",
    "publication_date", "article_date_original", "cxenseparse:recs:publishtime", "displaydate",
)  # fmt: skip
UPDATED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "utime", "revised",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The head of a page: what it says of title, house, writer, section and times, and its own address."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None
    url: str | None = None
    dates: tuple[Witness, ...] = ()

    def with_title(self, title: str | None) -> Page:
        """The same page under the title that was found in its body."""
        return replace(self, title=title)


def read(tree: HtmlElement, url: str | None = None) -> Page:
    """Read the metadata of a parsed page; `url` is what came beside it, if anything."""
    tags = _tags(tree)
    data = _article_data(tree)
    # Platforms put their own name as publisher; the site's name is what readers know the house by.
    outlet = _house(tags.get("og:site_name")) or _house(_name(data.get("publisher"))) or _house(_first(tags, SITES))
    title = _title(tree, tags, data, outlet)
    return Page(
        title=title,
        outlet=outlet or site_of(tree, title),
        byline=_byline(_names(data.get("author")) or _first(tags, AUTHORS) or _marked(tree)),
        section=_text(data.get("articleSection")) or _first(tags, SECTIONS) or _marked_section(tree),
        url=url or _address(tree, tags),
        dates=tuple(_dates(tree, tags, data)),
    )


def _tags(tree: HtmlElement) -> dict[str, str]:
    """Meta tags by lower-case name or property; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = _SPACE.sub(" ", tag.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            name = (tag.get(key) or "").strip().casefold()
            if name and content:
                found.setdefault(name, content)
    return found


def _article_data(tree: HtmlElement) -> dict[str, Any]:
    """The first JSON-LD object that is an article; empty when there is none or it cannot be read."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(_without_comment(script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, 0):
            if any(isinstance(k, str) and _ARTICLE.fullmatch(k) for k in _list(node.get("@type"))):
                return node
    return {}


def _without_comment(text: str) -> str:
    return (
        re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\]\]>)\s*$", "", text, flags=re.DOTALL)
        .strip()
        .rstrip(";")
    )


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-LD document in order, down to what pages really nest."""
    if depth > 4:  # noqa: PLR2004 - @graph in a list in an object
        return
    if isinstance(data, list):
        for node in data:
            yield from _nodes(node, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _nodes(data.get(key), depth + 1)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str | None:
    value = next((v for v in _list(value) if isinstance(v, str) and v.strip()), None)
    return _SPACE.sub(" ", _unescape(value)).strip() if value else None


def _unescape(text: str) -> str:
    """JSON-LD is often escaped for HTML once too often."""
    import html  # noqa: PLC0415 - our own module of that name hides it elsewhere

    return html.unescape(text)


def _name(value: Any) -> str | None:
    return next((n for v in _list(value) if (n := _text(v.get("name") if isinstance(v, dict) else v))), None)


def _names(value: Any) -> str | None:
    found = [name for v in _list(value) if (name := _name(v))]
    return ", ".join(dict.fromkeys(found)) or None


def _first(tags: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((tags[name] for name in names if tags.get(name)), None)


def _house(words: str | None) -> str | None:
    """The name of a house without its motto; an address or an account's handle is none."""
    if not words or "://" in words or words.startswith("@"):
        return None
    return re.split(r"\s+[|•·–—]\s+", words)[0].strip() or None


def _marked(tree: HtmlElement) -> str | None:
    """The writer where the page marks the name by class, rel or itemprop; two different ones mark none."""
    found: dict[str, None] = {}
    for node in tree.iter("a", "span", "p", "div", "address", "cite"):
        marks = " ".join(filter(None, (node.get("class"), node.get("rel"), node.get("itemprop")))).casefold().split()
        words = _plain(node)
        if _WRITER.intersection(marks) and 0 < len(words.split()) <= MAX_WRITER_WORDS and not dates.parse(words):
            found[words] = None
    return next(iter(found)) if len(found) == 1 else None


def _marked_section(tree: HtmlElement) -> str | None:
    """The first known section's name that the page marks as the article's category."""
    for node in tree.iter("a", "span", "p", "div"):
        marks = (node.get("class") or "").casefold().split()
        if _CATEGORY.intersection(marks) and lines.is_section(words := _plain(node)):
            return words
    return None


def _byline(words: str | None) -> str | None:
    """A byline without "By"; an address of a profile is none."""
    if not words or "://" in words:
        return None
    return re.sub(r"^by\s+", "", words, flags=re.IGNORECASE) or None


def _title(tree: HtmlElement, tags: dict[str, str], data: dict[str, Any], outlet: str | None) -> str | None:
    heads = [words for tag in ("h1", "h2") for h in tree.iter(tag) if (words := _plain(h))]
    page = next((_plain(t) for t in tree.iter("title")), "")
    named = _text(data.get("headline")) or _first(tags, TITLES)
    if named:
        return _without_site(named, outlet, heads)
    # A heading that the page's title repeats is the headline, whatever else has a heading's tag.
    shared = [h for h in heads if h in page and len(h.split()) >= MIN_TITLE_WORDS]
    alone = heads[0] if len(list(tree.iter("h1"))) == 1 and heads else None
    return (max(shared, key=len) if shared else alone) or (_without_site(page, outlet, heads) if page else None)


def _plain(node: HtmlElement) -> str:
    return _SPACE.sub(" ", node.text_content()).strip()


def site_of(tree: HtmlElement, title: str | None) -> str | None:
    """The site's name where the page's title is the headline and one part more: "Headline - Site"."""
    page = next((_plain(t) for t in tree.iter("title")), "")
    if not title or title not in page or title == page:
        return None
    rest = page.replace(title, "", 1)
    found = _AROUND.fullmatch(rest)
    return ((found["site"] or found["before"]).strip() or None) if found else None


def _without_site(words: str, outlet: str | None, heads: list[str]) -> str:
    """The title without the site's name at its end, when the site or a heading of the page says that it is one."""
    found = _SITE_SUFFIX.search(words)
    if not found:
        return words
    short = words[: found.start()].strip()
    site = found["site"].strip().casefold()
    if (outlet and (site in outlet.casefold() or outlet.casefold() in site)) or short in heads:
        return _without_site(short, outlet, heads)
    return words


def _address(tree: HtmlElement, tags: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").casefold() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href")).strip()
    return tags["og:url"] if tags.get("og:url", "").startswith("http") else None


def _dates(tree: HtmlElement, tags: dict[str, str], data: dict[str, Any]) -> Iterator[Witness]:
    """All times the page gives, in order of how much they are worth; the same time twice is one witness."""
    found: list[tuple[str, str, bool]] = []
    for key, updated in (("datePublished", False), ("dateCreated", False), ("dateModified", True)):
        if words := _text(data.get(key)):
            found.append((f"json-ld {key}", words, updated))
    found += [(f"meta {name}", tags[name], False) for name in PUBLISHED if name in tags]
    found += [(f"meta {name}", tags[name], True) for name in UPDATED if name in tags]
    found += _time_tags(tree)
    seen: set[tuple[tuple[str, ...], bool]] = set()
    for where, words, updated in found:
        values = dates.values(words)
        if values and (values, updated) not in seen:
            seen.add((values, updated))
            yield Witness("metadata", DateEvidence(where, words, values), updated)


def _time_tags(tree: HtmlElement) -> list[tuple[str, str, bool]]:
    """Times marked as an article's own by attribute; several are those of teasers and comments, and all are left."""
    found = []
    for tag in tree.iter("time", "abbr", "span"):
        marks = " ".join(
            filter(None, (tag.get("itemprop"), tag.get("class"), tag.get("pubdate") and "pubdate"))
        ).casefold()
        words = tag.get("datetime") or tag.get("content") or tag.get("title") or ""
        if words and re.search(r"datepublished|pubdate|published|entry-date", marks):
            found.append((f"{tag.tag} {marks.split()[0]}", words, False))
        elif words and re.search(r"datemodified|\bupdated\b", marks):
            found.append((f"{tag.tag} {marks.split()[0]}", words, True))
    own = [entry for entry in found if not entry[2]]
    return found if len({words for _, words, _ in own}) <= 1 else []
