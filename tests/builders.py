"""Records built by hand for tests: quote the words, get the spans. Nothing here touches a model, a file or a socket."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.records import (
    Actor,
    Attribution,
    Block,
    Mention,
    Published,
    Reading,
    Report,
    ReportHead,
    content_id,
)
from stemma.spans import Span


def span_of(text: str, quote: str, nth: int = 0) -> Span:
    """The span of the `nth` occurrence of `quote`; raises if it is not there."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def spans_of(text: str, quotes: str | Sequence[str] | None) -> tuple[Span, ...]:
    """Spans of one quote, several pieces, or none."""
    if quotes is None:
        return ()
    return tuple(span_of(text, q) for q in ([quotes] if isinstance(quotes, str) else quotes))


def paragraphs(text: str, first: str = "paragraph") -> tuple[Block, ...]:
    """Blocks for a text whose paragraphs are parted by blank lines; `first` types the first one."""
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block(first if n == 0 else "paragraph", at, at + len(part)))  # type: ignore[arg-type]
        at += len(part) + 2
    return tuple(blocks)


def report(
    text: str,
    *,
    outlet: str | None = None,
    title: str | None = None,
    published: str | None = None,
    path: str = "report.txt",
    blocks: tuple[Block, ...] | None = None,
    first: str = "paragraph",
) -> Report:
    """A report whose blocks are its paragraphs and whose sentences are those blocks."""
    when = Published(value=published, precision="day", basis="given", confidence=1.0) if published else Published()
    blocks = paragraphs(text, first) if blocks is None else blocks
    return Report(
        report=ReportHead(
            id=content_id("r", text, outlet), path=path, outlet=outlet, title=title, published=when, language="en"
        ),
        text=text,
        blocks=blocks,
        sentences=tuple(b.span for b in blocks if b.type == "paragraph"),
    )


def attribution(
    text: str,
    content: str | Sequence[str],
    *,
    source: str | None = None,
    cue: str | None = None,
    speaker: str | None = None,
    form: str = "indirect",
    speaker_type: str | None = None,
) -> Attribution:
    """An attribution given by the words of its parts."""
    parts = spans_of(text, source), spans_of(text, cue), spans_of(text, content)
    return Attribution(
        id=content_id("a", *parts),
        source=parts[0],
        cue=parts[1],
        content=parts[2],
        form=form,  # type: ignore[arg-type]
        speaker=speaker,
        speakers=(speaker,) if speaker else (),
        speaker_type=speaker_type or ("named" if speaker else "implicit"),  # type: ignore[arg-type]
        confidence=0.9,
    )


def person(name: str, *aliases: str, type_: str = "person") -> Actor:
    """An actor whose id is made from its name."""
    return Actor(id=content_id("e", name), name=name, type=type_, aliases=aliases)  # type: ignore[arg-type]


def mention(text: str, words: str, actor: Actor, *, form: str = "name", nth: int = 0) -> Mention:
    """A mention of `actor` where `words` stand."""
    at = span_of(text, words, nth)
    return Mention(start=at.start, end=at.end, form=form, type=actor.type, actor=actor.id)  # type: ignore[arg-type]


def reading(
    rep: Report,
    *,
    actors: Iterable[Actor] = (),
    mentions: Iterable[Mention] = (),
    attributions: Iterable[Attribution] = (),
) -> Reading:
    """A reading of `rep` with the given layers."""
    return Reading(
        report=rep,
        actors=tuple(actors),
        mentions=tuple(mentions),
        attributions=tuple(attributions),
        layers=("mentions", "attributions"),
    )
