"""A saved page becomes the article's text: headline first, paragraphs apart, and what the page's metadata says.

The body comes from trafilatura; nothing here touches the network, the clock, or a process-wide duplicate cache.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction

from stemma.records import BlockType
from stemma.reports import blocks, lines, masthead, metadata
from stemma.reports.metadata import Page
from stemma.spans import Span

__all__ = ["Article", "Page", "extract"]

BREAK = "\n\n"
# What is left of pages without an article (menus, consent walls, searches) has no paragraph of this many words.
MIN_PARAGRAPH_WORDS = 12
MIN_WORDS = 25
_SPACE = re.compile(r"\s+")
_HEADS = {"head"}
_LEAVES = {"head", "p", "item", "cell", "quote", "ab", "code"}
_BREAKS = {"lb"}


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page: `pieces` of its text in order, and for each the type its tag gives, if any."""

    text: str
    pieces: tuple[Span, ...]
    hints: tuple[BlockType | None, ...]
    page: Page


def extract(source: str, url: str | None = None) -> Article | None:
    """The article in a page's source, or None when there is none."""
    tree = _parse(source)
    if tree is None:
        return None
    page = metadata.read(tree, url)
    body = _body(tree)
    if body is None:
        return None
    found = [(words, hint) for words, hint in _pieces(body) if words]
    if not _is_article([words for words, _ in found]):
        return None
    return _compose(page, found)


def _parse(source: str) -> HtmlElement | None:
    try:
        # Encoded again, because lxml refuses text that declares an encoding of its own.
        return document_fromstring(source.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _body(tree: HtmlElement) -> etree._Element | None:
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


def _compose(page: Page, found: list[tuple[str, BlockType | None]]) -> Article:
    """Lay out the text: the headline once, at the top, then everything else in the order of the page."""
    rest = list(found)
    title = page.title
    for number, (words, hint) in enumerate(rest[: masthead.ZONE]):
        if masthead.same_title(words, title) or (title is None and number == 0 and hint == "subheading"):
            title = title or words
            del rest[number]
            break
    ordered = ([(title, None)] if title else []) + rest
    text, pieces = "", []
    for words, _ in ordered:
        text += BREAK if text else ""
        pieces.append(Span(len(text), len(text) + len(words)))
        text += words
    return Article(text, tuple(pieces), tuple(hint for _, hint in ordered), page.with_title(title))
