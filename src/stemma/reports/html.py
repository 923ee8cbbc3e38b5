"""A saved page becomes the article's text: headline first, paragraphs apart, and what the page's metadata says.

The body comes from trafilatura; nothing here touches the network, the clock, or a process-wide duplicate cache.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from stemma.records import BlockType
from stemma.reports import blocks, lines, masthead, mastlines, metadata, published, titles
from stemma.reports.metadata import Page
from stemma.spans import Span

__all__ = ["Article", "Page", "extract"]

BREAK = "\n\n"
# What is left of pages without an article (menus, consent walls, searches) has no paragraph of this many words.
MIN_PARAGRAPH_WORDS = 12
MIN_WORDS = 25
_SPACE = re.compile(r"\s+")
_HEADS = {"head"}
_HEADINGS = {"h1", "h2"}
# A byline, a date, an update; more of them belong to teasers and comments.
MAX_SHOWN = 4
_LEAVES = {"head", "p", "item", "cell", "quote", "ab", "code"}
_BREAKS = {"lb"}


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page: `pieces` of its text in order, and for each the type its tag gives, if any."""

    text: str
    pieces: tuple[Span, ...]
    hints: tuple[BlockType | None, ...]
    page: Page
    masthead: int = 0
    """How many of the pieces were put before the body: the headline and the visible lines beside it."""


def extract(source: str, url: str | None = None) -> Article | None:
    """The article in a page's source, or None when there is none."""
    tree = _parse(source)
    if tree is None:
        return None
    page = metadata.read(tree, url)
    shown = _own(_shown(tree, page.title), page)
    body = _body(tree)
    if body is None:
        return None
    found = [(words, hint) for words, hint in _pieces(body) if words]
    if not _is_article([words for words, _ in found]):
        return None
    return _compose(page, shown, found)


def _parse(source: str) -> HtmlElement | None:
    try:
        # Encoded again, because lxml refuses text that declares an encoding of its own.
        return document_fromstring(source.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _shown(tree: HtmlElement, title: str | None) -> list[str]:
    """Lines of the visible masthead beside the headline (byline, date), which body extraction leaves out."""
    lines_found: list[str] = []
    taken: set[HtmlElement] = set()
    near = False
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in ("script", "style", "head", "noscript", "option"):
            continue
        if not near:
            near = node.tag in _HEADINGS and titles.same_title(_words(node), title)
            continue
        if taken.intersection(node.iterancestors()):
            continue
        words = _words(node)
        if node.tag == "p" and lines.is_body(words):
            break
        if words and len(words) <= mastlines.MAX_LINE and mastlines.is_line(words):
            taken.add(node)
            lines_found.append(words)
    return lines_found


def _own(shown: list[str], page: Page) -> list[str]:
    """The visible lines that are the article's: dates the metadata knows, or the first one; the rest are teasers'."""
    known = [value for witness in page.dates for value in witness.evidence.values]
    kept: list[str] = []
    dated = False
    for words in shown:
        stamps = mastlines.stamps_of(words)
        values = [value for stamp in stamps for value in stamp.values]
        fits = any(published.near(value, other) for value in values for other in known) if known else not dated
        if any(words in line for line in kept) or (values and not fits and not any(s.updated for s in stamps)):
            continue
        dated = dated or bool(values)
        kept.append(words)
    return kept[:MAX_SHOWN]


def _words(node: HtmlElement) -> str:
    return _SPACE.sub(" ", " ".join(t for t in node.itertext() if isinstance(t, str))).strip()


def _body(tree: HtmlElement) -> etree._Element | None:
    from trafilatura import bare_extraction  # noqa: PLC0415 - takes a fifth of a second that plain text need not wait

    document = bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        include_images=False,
        include_links=False,
        include_formatting=False,
        deduplicate=False,
        with_metadata=False,
    )
    return getattr(document, "body", None)


def _pieces(body: etree._Element) -> list[tuple[str, BlockType | None]]:
    """The words of each leaf in document order: never two of them in one piece, never one of them glued to another."""
    made: list[tuple[str, BlockType | None]] = []
    current: list[str] = []
    hint: BlockType | None = None

    def close() -> None:
        nonlocal hint
        words = _SPACE.sub(" ", "".join(current)).strip()
        if words:
            # Captions stay outside the body, so a long piece of it is prose even without its full stop.
            long = len(words.split()) > blocks.MAX_SUBHEADING_WORDS
            made.append((words, hint or ("paragraph" if long else None)))
        current.clear()
        hint = None

    def walk(node: etree._Element) -> None:
        nonlocal hint
        leaf = node.tag in _LEAVES
        if leaf or node.tag in ("list", "table", "row", "div"):
            close()
        if node.tag in _HEADS:
            hint = "subheading"
        current.append(node.text or "")
        for child in node:
            if child.tag in _BREAKS:
                close()
            elif isinstance(child.tag, str):
                walk(child)
            current.append(child.tail or "")
        if leaf:
            close()

    walk(body)
    close()
    return made


def _is_article(pieces: list[str]) -> bool:
    """Whether there is at least one paragraph of prose, and enough words in all."""
    prose = any(len(p.split()) >= MIN_PARAGRAPH_WORDS and lines.ends_sentence(p) for p in pieces)
    return prose and sum(len(p.split()) for p in pieces) >= MIN_WORDS


def _compose(page: Page, shown: list[str], found: list[tuple[str, BlockType | None]]) -> Article:
    """Lay out the text: the headline once, at the top, then everything else in the order of the page."""
    rest = list(found)
    title = page.title
    for number, (words, hint) in enumerate(rest[: masthead.ZONE]):
        if titles.same_title(words, title) or (title is None and number == 0 and hint == "subheading"):
            title = title or words
            del rest[number]
            break
    already = {words for words, _ in rest[: masthead.ZONE]}
    lines_: list[tuple[str, BlockType | None]] = [(words, None) for words in shown if title and words not in already]
    ordered = ([(title, None)] if title else []) + lines_ + rest
    text, pieces = "", []
    for words, _ in ordered:
        text += BREAK if text else ""
        pieces.append(Span(len(text), len(text) + len(words)))
        text += words
    hints = tuple(hint for _, hint in ordered)
    return Article(text, tuple(pieces), hints, page.with_title(title), len(ordered) - len(rest))
