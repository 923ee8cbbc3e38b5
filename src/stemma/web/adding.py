"""Adding reports: dropped files, pasted text, an address to fetch; how far it is; what could not be used and why."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from stemma import checkup
from stemma.errors import UsageError
from stemma.records import Given, RawItem, Rejected
from stemma.sources import as_text, pasted, uploaded
from stemma.web import address
from stemma.web.jobs import Job, Jobs
from stemma.web.pages import common, shelf_of
from stemma.web.rendering import page

MOST_FILES, MOST_ADDRESSES = 2_000, 20
LONGEST_FIELD = 300
# Refusals that another try as plain text may turn into a report; the others would be refused again.
AS_TEXT = frozenset({"binary", "undecodable", "no-article", "unsupported"})
STATES = {
    "waiting": "Waiting for the job before it", "fetching": "Fetching", "starting": "Opening the reader",
    "filing": "Cleaning and filing", "reading": "Reading", "grouping": "Grouping the stories", "done": "Done",
    "failed": "Failed",
}  # fmt: skip


def routes() -> list[Route]:
    """The addresses of this module."""
    return [
        Route("/add", form, methods=["GET"]),
        Route("/add", add, methods=["POST"]),
        Route("/add/{job}", progress),
        Route("/quarantine", quarantine),
        Route("/quarantine/again", again, methods=["POST"]),
    ]


def form(request: Request) -> Response:
    """Where reports are dropped, pasted, or named by their address."""
    return HTMLResponse(page("add.html.j2", **common(request)))


async def add(request: Request) -> Response:
    """Take what was handed over and go to its progress."""
    async with request.form(max_files=MOST_FILES, max_part_size=64_000_000) as sent:
        items, addresses = [item async for item in _items(request, sent)], _addresses(sent)
    if not items and not addresses:
        raise UsageError("Nothing was given to add.", remedy="Drop files, paste a text, or give an address.")
    job = jobs_of(request).add(items, addresses)
    return RedirectResponse(f"/add/{job.id}", status_code=303)


async def _items(request: Request, sent: FormData) -> AsyncIterator[RawItem | Rejected]:
    most = request.app.state.settings.max_bytes
    for file in sent.getlist("files"):
        if isinstance(file, UploadFile) and file.filename:
            content = await file.read()
            for item in await run_in_threadpool(_uploaded, file.filename, content, most):
                yield item
    text = _text(sent, "text")
    if text.strip():
        names = {name: _text(sent, name)[:LONGEST_FIELD].strip() or None for name in ("title", "outlet", "published")}
        yield pasted(text, Given(**names))


def _uploaded(name: str, content: bytes, most: int) -> list[RawItem | Rejected]:
    return list(uploaded(name, content, max_bytes=most))


def _addresses(sent: FormData) -> list[str]:
    return _text(sent, "address").split()[:MOST_ADDRESSES]


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name)
    return value if isinstance(value, str) else ""


def progress(request: Request) -> Response:
    """How far a job is; `part` alone for the page that asks again and again."""
    job = jobs_of(request).find(request.path_params["job"])
    if job is None:
        raise UsageError(
            f"No job {request.path_params['job']!r} is known any more.",
            remedy="The list of stories shows what is there.",
        )
    template = "_job.html.j2" if "part" in request.query_params else "job.html.j2"
    context = {"job": job, "state": STATES[job.state], "stories": list(_stories(request, job)), "again": AS_TEXT}
    headers = {"cache-control": "no-store"}
    return HTMLResponse(page(template, **common(request), **context, held=jobs_of(request).held), headers=headers)


def _stories(request: Request, job: Job) -> Iterator[tuple[str, str, int]]:
    """The stories in which the reports of a finished job stand: address, title, how many of them."""
    if job.state != "done":
        return
    paths = set(job.paths)
    for shelved in shelf_of(request).listing().stories:
        count = sum(head.path in paths for head in shelved.summary.reports)
        if count:
            yield address.story(shelved.id), shelved.summary.group.title, count


def quarantine(request: Request) -> Response:
    """What could not be used, why, and what to do."""
    rows = [(r, _can_try(request, r)) for r in checkup.quarantine(request.app.state.settings)]
    return HTMLResponse(page("quarantine.html.j2", **common(request), rows=rows))


def _can_try(request: Request, refused: Rejected) -> bool:
    return refused.code in AS_TEXT and (jobs_of(request).held(refused.path) or Path(refused.path).is_file())


async def again(request: Request) -> Response:
    """Try something from quarantine again, as plain text."""
    async with request.form() as sent:
        path = _text(sent, "path")
    item = await run_in_threadpool(_again, request, path)
    job = jobs_of(request).add([item])
    return RedirectResponse(f"/add/{job.id}", status_code=303)


def _again(request: Request, path: str) -> RawItem:
    """Only what stands in quarantine is read, from memory or from the file that was named then."""
    settings, jobs = request.app.state.settings, jobs_of(request)
    refused = next((r for r in checkup.quarantine(settings) if r.path == path and r.code in AS_TEXT), None)
    if refused is not None:
        if (item := jobs.again(path)) is not None:
            return item
        if (file := Path(path)).is_file() and file.stat().st_size <= settings.max_bytes:
            return as_text(path, file.read_bytes())
    raise UsageError(f"{path!r} cannot be tried again as text.", remedy="Add the file again.")


def jobs_of(request: Request) -> Jobs:
    """The app's queue."""
    jobs: Jobs = request.app.state.jobs
    return jobs
