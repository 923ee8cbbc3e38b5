"""The command `stemma`: options in, data on standard output, everything else on standard error, one exit code.

0 all good; 1 failed; 2 wrong usage; 3 done, but some inputs are in quarantine.

Commands import what they need when they are called: the pipeline (scipy, lxml, the engine) takes most of a second to
import, and `stemma --help`, `--version` and a mistyped option need none of it.
"""

from __future__ import annotations

import gc
import getpass
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stemma.errors import StemmaError, UsageError
from stemma.settings import Settings

if TYPE_CHECKING:
    from stemma.records import Rejected

FAILED, WRONG_USAGE, QUARANTINED = 1, 2, 3
# Objects made before Python looks for cycles among them, and rounds before it looks among older ones. Next to nothing
# here is a cycle, and at the default (700, 10, 10) looking is a sixth of assembling a story (measure/assembling.py).
SELDOM = (200_000, 30, 30)

app = typer.Typer(
    help="From a pile of reports to who said what, each item pointing at exact characters of its source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Refs = Annotated[list[str], typer.Argument(metavar="REF...", help="Files, folders, globs, or - for standard input.")]
Db = Annotated[Path, typer.Option("--db", metavar="FILE", help="The store.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text for people.")]
STORE = Path("stemma.db")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    gc.set_threshold(*SELDOM)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # UTF-8 whatever the locale, and "\\n" line ends, so that bytes are equal
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        app(args=argv, prog_name="stemma")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(bool(left.code))
    except StemmaError as error:
        _tell(f"stemma: {error.message}")
        if error.remedy:
            _tell(f"        {error.remedy}")
        return WRONG_USAGE if isinstance(error, UsageError) else FAILED
    return 0


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the option's value
    if wanted:
        from stemma import __version__

        _say(f"stemma {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """From a pile of reports to who said what."""


@app.command()
def build(
    refs: Refs,
    db: Db = STORE,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the dossiers go.")] = Path("dossier"),
    as_json: AsJson = False,
) -> None:
    """Bring reports into the store, read and group what is new, and write a dossier for each story."""
    from stemma import desk, publishing, terminal

    settings = Settings(database=db)
    with terminal.Meter() as meter:
        try:
            result = desk.build(refs, settings, progress=meter, stdin=sys.stdin.buffer)
        except KeyboardInterrupt:
            _tell("stopped; what was read is kept, the same command goes on from there")
            raise typer.Exit(FAILED) from None
        front = publishing.write(desk.tellings(settings), out, progress=meter)
    if as_json:
        _say_json({"db": str(db), **result.to_dict(), "dossier": str(front) if front else None})
    else:
        _say(terminal.built(result, db, front))
    _leave(result.quarantined)


@app.command()
def read(refs: Refs, as_json: AsJson = False) -> None:
    """Read each report by itself and print what was said by whom; no store is touched."""
    from stemma import desk, terminal
    from stemma.records import Rejected

    refused: list[Rejected] = []
    with terminal.Meter() as meter:
        progress = None if sys.stdout.isatty() else meter  # in a terminal the readings themselves show how far it is
        for number, result in enumerate(desk.read(refs, Settings(), progress=progress, stdin=sys.stdin.buffer)):
            if isinstance(result, Rejected):
                refused.append(result)
            elif as_json:
                _say_json(result.to_dict())
            else:
                _say(terminal.reading(result, first=number == 0))
    _leave(refused)


@app.command()
def stories(db: Db = STORE, as_json: AsJson = False) -> None:
    """List the stories in the store."""
    from stemma import desk, terminal

    found = desk.stories(Settings(database=db))
    if as_json:
        _say_json([summary.to_dict() for summary in found])
    else:
        _say(terminal.stories(found, db))


@app.command()
def story(
    story_id: Annotated[str, typer.Argument(metavar="ID", help="A story's id, or the beginning of it.")],
    db: Db = STORE,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Tell only what was published up to this day.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show one story: its reports and what was said by whom."""
    from stemma import desk, terminal

    told = desk.story(Settings(database=db), story_id, as_of=as_of)
    if as_json:
        _say_json(told.to_dict())
    else:
        _say(terminal.story(told))


@app.command()
def said(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="A name, or part of one.")],
    db: Db = STORE,
    as_json: AsJson = False,
) -> None:
    """Show what someone said, in every story of the store."""
    from stemma import desk, terminal

    found = list(desk.said(Settings(database=db), actor))
    if as_json:
        _say_json([saying.to_dict() for saying in found])
    else:
        _say(terminal.said(found, actor))


@app.command()
def search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY...", help='Words, "phrases", speaker:, outlet: ...')],
    db: Db = STORE,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="The most hits to show.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Search the reports, or what was said in them."""
    from stemma import desk, terminal

    line = " ".join(f'"{word}"' if " " in word and ":" not in word and '"' not in word else word for word in query)
    found = desk.search(Settings(database=db), line, limit=limit)
    if as_json:
        _say_json([hit.to_dict() for hit in found])
    else:
        _say(terminal.hits(found, line))


@app.command()
def diff(
    story_id: Annotated[str, typer.Argument(metavar="STORY", help="A story's id, or the beginning of it.")],
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Compare with the end of this day.")],
    db: Db = STORE,
    as_json: AsJson = False,
) -> None:
    """Show what is new, changed or withdrawn in a story since a day."""
    from stemma import desk, terminal

    told, found = desk.diff(Settings(database=db), story_id, since=since)
    if as_json:
        _say_json({"story": told.id, "since": since, "changes": [change.to_dict() for change in found]})
    else:
        _say(terminal.news(told, since, found))


@app.command()
def actors(
    story_id: Annotated[str, typer.Argument(metavar="STORY", help="A story's id, or the beginning of it.")],
    *,
    db: Db = STORE,
    merge: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="A and B are one.")] = None,
    split: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="B is not A; take it out.")] = None,
    unsure: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Nobody can tell; keep apart.")] = None,
    undo: Annotated[int | None, typer.Option(metavar="N", help="Take judgement N back.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who judges; your login if not given.")] = None,
    as_json: AsJson = False,
) -> None:
    """List a story's actors, why names were joined, and what people decided; or decide."""
    from stemma import desk, terminal
    from stemma.records import Judgement

    settings, who = Settings(database=db), by or getpass.getuser()
    asked = [("same", merge), ("different", split), ("unsure", unsure)]
    if sum(pair is not None for _, pair in asked) + (undo is not None) > 1:
        raise UsageError("More than one judgement at once.", remedy="Give one of --merge, --split, --unsure, --undo.")
    if undo is not None:
        gone = desk.undo(settings, undo, who=who)
        _tell(
            terminal.judged(gone, undone=True)
            if isinstance(gone, Judgement)
            else f"correction {gone.number} ({gone.kind}) taken back"
        )
    for verdict, pair in asked:
        if pair is not None:
            _tell(terminal.judged(desk.judge(settings, story_id, verdict, *pair, who=who)))  # type: ignore[arg-type]
    told, decided = desk.story(settings, story_id), desk.judgements(settings)
    if as_json:
        lists: dict[str, Iterable[Any]] = {"actors": told.actors, "judgements": decided}
        _say_json(
            {"story": told.id, **{name: [entry.to_dict() for entry in entries] for name, entries in lists.items()}}
        )
    else:
        _say(terminal.actors(told, decided))


@app.command()
def serve(
    db: Db = STORE,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="Who may come in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")] = 8765,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let pages be fetched from private addresses.")
    ] = False,
) -> None:
    """Read, compare and correct in a browser on this machine."""
    from stemma import web

    web.serve(Settings(database=db), host=host, port=port, private=allow_private, tell=_say)


@app.command()
def doctor(db: Db = STORE, as_json: AsJson = False) -> None:
    """Examine the installation and the store, and list what is in quarantine."""
    from stemma import checkup, terminal

    findings = checkup.examine(Settings(database=db))
    refused = checkup.quarantine(Settings(database=db))
    if as_json:
        lists: dict[str, Iterable[Any]] = {"checks": findings, "quarantine": refused}
        _say_json({name: [entry.to_dict() for entry in entries] for name, entries in lists.items()})
    else:
        _say(terminal.checks(findings, refused))
    if not all(finding.ok for finding in findings):
        raise typer.Exit(FAILED)


def _leave(refused: Sequence[Rejected]) -> None:
    """List what could not be used and leave with the exit code that says so."""
    if refused:
        from stemma import terminal

        _tell(terminal.refusals(refused))
        raise typer.Exit(QUARANTINED)


def _say_json(data: Any) -> None:
    _say(json.dumps(data, ensure_ascii=False))


def _say(text: str) -> None:
    """Data, to standard output. A reader who has seen enough (`| head`) is no failure."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def _tell(text: str) -> None:
    """Everything that is not data, to standard error."""
    sys.stderr.write(text + "\n")
