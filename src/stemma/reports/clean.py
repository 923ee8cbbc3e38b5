"""A raw item becomes a report: decoded, cut into typed blocks and sentences, its head filled from ranked evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from stemma.records import READ_BLOCKS, BlockType, Given, RawItem, Rejected, Report, ReportHead, content_id
from stemma.reports import blocks, decoding, html, language, paragraphs, published
from stemma.spans import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Text with its pieces, before they are typed. `page` is what the page's metadata says, `url` its address."""

    text: str
    pieces: tuple[Span, ...]
    hints: tuple[BlockType | None, ...]
    page: html.Page | None = None
    encoding: str | None = None
    given: Given = field(default_factory=Given)


def clean(item: RawItem) -> Report | Rejected:
    """Make a report of one item, or say with a code why not. A pure function of the item."""
    draft = _draft(item)
    if isinstance(draft, Rejected):
        return draft
    typed, top = blocks.build(draft.text, draft.pieces, draft.hints, draft.given)
    read = " ".join(b.span.cut(draft.text) for b in typed if b.type in READ_BLOCKS) or draft.text
    code, foreign = language.settle(read, draft.given.language)
    if foreign:
        return Rejected(
            item.path, "not-english", f"The text is in {code!r}, not in English.", "Only English is read so far."
        )
    page = draft.page or html.Page()
    url = item.url or page.url
    witnesses = published.from_column(item.given.published) + list(page.dates)
    witnesses += published.from_blocks(draft.text, typed) + published.from_address(url, item.path)
    head = ReportHead(
        id=content_id("r", draft.text),
        path=item.path,
        url=url,
        outlet=item.given.outlet or page.outlet or top.outlet or _domain(url),
        title=item.given.title or page.title or top.title,
        byline=item.given.byline or page.byline or top.byline,
        section=item.given.section or page.section or top.section,
        language=code,
        published=published.settle(witnesses),
        source_id=item.source_id,
        encoding=draft.encoding,
    )
    return Report(head, draft.text, typed, blocks.sentence_spans(draft.text, typed))


def _draft(item: RawItem) -> Draft | Rejected:
    if isinstance(item.content, str):
        text, encoding = item.content, None
    else:
        decoded = decoding.decode(item.content, html=item.kind == "html")
        if isinstance(decoded, decoding.Undecodable):
            remedy = "Save it as UTF-8 text." if decoded.code == "undecodable" else "Give text or saved HTML."
            return Rejected(item.path, decoded.code, f"{decoded.reason}.", remedy)
        text, encoding = decoded
    if not text.strip():
        return Rejected(item.path, "empty", "There is no text in it.", "Check how it was saved.")
    if item.kind == "html":
        return _from_page(item, text, encoding)
    pieces = paragraphs.split(text)
    return Draft(text, pieces, (None,) * len(pieces), None, encoding, item.given)


def _from_page(item: RawItem, source: str, encoding: str | None) -> Draft | Rejected:
    article = html.extract(source, item.url)
    if article is None:
        return Rejected(
            item.path,
            "no-article",
            "No article was found in the page.",
            "Open the page and save the article's own page.",
        )
    page, given = article.page, item.given
    given = given.with_(
        title=given.title or page.title, outlet=given.outlet or page.outlet, byline=given.byline or page.byline
    )
    return Draft(article.text, article.pieces, article.hints, page, encoding, given)


def _domain(url: str | None) -> str | None:
    """The host of an address without `www.`, the last resort for an outlet's name."""
    if not url or "//" not in url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
