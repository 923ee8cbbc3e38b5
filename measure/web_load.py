"""How fast the web app answers under load: 20 parallel readers over all kinds of pages while a build is writing.

`python -m measure.web_load [--db STORE] [--readers N] [--seconds S]`. Without a store the 235 development reports are
read into one first (some minutes). The server runs as users run it, in a process of its own; the build is a second
process that adds copies of the bundled examples, one after the other, until the readers are done. Readers ask again as
soon as they are answered, each page of each kind in turn, so this is harder than people are.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
STORIES = ROOT.parent / "shared" / "data" / "stories" / "giveme5w1h_dev.jsonl"
EXAMPLES = ROOT / "examples"
MEDIAN_MS, P95_MS = 200, 500
"""What a page may take: the issue's own floors."""
WARM_SECONDS = 90
_LINK = re.compile(r'href="(/story/[^"#]+|/search[^"]*)')
_KINDS = (
    ("story", re.compile(r"/story/s\w+$")), ("report", re.compile(r"/report/r\w+(\?.*)?$")),
    ("claim", re.compile(r"/claim/c\w+$")), ("actor", re.compile(r"/actor/p\w+$")), ("said", re.compile(r"/said/")),
)  # fmt: skip
SEARCHES = ("government", '"last week"', "speaker:Trump", "form:direct police", "after:2018-01-01 bitcoin", "school")


class Client:
    """One reader's connection to the server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> tuple[int, bytes, float]:
        """Status, body and seconds."""
        start = time.perf_counter()
        try:
            self._connection.request("GET", path)
            answer = self._connection.getresponse()
            return answer.status, answer.read(), time.perf_counter() - start
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
            return 0, b"", time.perf_counter() - start


def addresses(port: int) -> dict[str, list[str]]:
    """Pages of each kind, found by following the links of every story."""
    client, found = Client(port), {kind: [] for kind, _ in _KINDS}  # type: ignore[var-annotated]
    found |= {"stories": ["/"], "search": [f"/search?q={_quoted(q)}" for q in SEARCHES], "api": ["/api/v1/stories"]}
    _, body, _ = client.get("/")
    for story in sorted(set(_LINK.findall(body.decode()))):
        _, page, seconds = client.get(story)
        if seconds > 1:
            print(f"  told {story} in {seconds:.1f} s", file=sys.stderr)
        links = sorted({*_LINK.findall(page.decode()), story})
        for kind, pattern in _KINDS:
            found[kind] += [link.replace("&amp;", "&") for link in links if pattern.search(link)][:25]
        found["api"].append(f"/api/v1/stories/{story.rsplit('/', 1)[-1]}")
    return found


def _quoted(line: str) -> str:
    return line.replace(" ", "+").replace('"', "%22")


def read_on(port: int, pages: dict[str, list[str]], until: float, seed: int, out: list[tuple[str, float]]) -> None:
    """One reader: a page of a random kind, then the next, until the time is over."""
    client, choose = Client(port), random.Random(seed)
    kinds = sorted(kind for kind in pages if pages[kind])
    while time.monotonic() < until:
        kind = choose.choice(kinds)
        status, _, seconds = client.get(choose.choice(pages[kind]))
        out.append((kind if status == 200 else f"{kind} {status}", seconds))


def build_on(database: Path, until: float, folder: Path) -> int:
    """Add reports in a process of its own, again and again; how many builds ended."""
    count = 0
    reports = sorted(EXAMPLES.glob("*/reports/*.txt"))
    while time.monotonic() < until:
        for n, report in enumerate(reports):  # other words each time, so that there is something to read
            more = f"\n\nIt was said for the {count}th time.\n".encode("ascii")
            (folder / f"{n:02}.txt").write_bytes(report.read_bytes() + more)
        command = [
            sys.executable,
            "-m",
            "stemma",
            "build",
            str(folder),
            "--db",
            str(database),
            "--out",
            str(folder / "o"),
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and time.monotonic() < until:
            time.sleep(0.2)
        if process.poll() is None:
            process.terminate()
        process.wait()
        count += 1
    return count


def tell(taken: Sequence[tuple[str, float]], seconds: float) -> bool:
    """Print the figures by kind of page; whether all kinds stay under what a page may take."""
    good = True
    print(f"{'page':12} {'answers':>8} {'median':>8} {'p95':>8} {'max':>8}  (ms)")
    for kind in [*sorted({kind for kind, _ in taken}), "all"]:
        times = sorted(1000 * t for k, t in taken if kind in {k, "all"})
        p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
        median = statistics.median(times)
        good = good and median <= MEDIAN_MS and p95 <= P95_MS
        print(f"{kind:12} {len(times):8} {median:8.0f} {p95:8.0f} {times[-1]:8.0f}")
    print(f"{len(taken) / seconds:.0f} answers a second")
    return good


def main() -> None:
    """Read the command line, serve, build, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--db", type=Path, help="a store to serve a copy of")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--quiet", action="store_true", help="without a build beside")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "load.db"
        if asked.db:
            shutil.copy(asked.db, database)
        else:
            command = [sys.executable, "-m", "stemma", "build", str(STORIES), "--db", str(database), "--out", name]
            subprocess.run(command, check=True)
        good = measured(database, folder, asked.readers, asked.seconds, build=not asked.quiet)
    sys.exit(0 if good else 1)


def measured(database: Path, folder: Path, readers: int, seconds: float, *, build: bool) -> bool:
    """Serve the store, warm up as a server does after its start, and measure."""
    command = [sys.executable, "-m", "stemma", "serve", "--db", str(database), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            port = int(server.stdout.readline().rstrip("/\n").rpartition(":")[2])
            start = time.monotonic()
            pages = addresses(port)
            print(f"{sum(map(len, pages.values()))} pages found, warm after {time.monotonic() - start:.0f} s")
            until, taken = time.monotonic() + seconds, []  # type: ignore[var-annotated]
            threads = [
                threading.Thread(target=read_on, args=(port, pages, until, seed, taken)) for seed in range(readers)
            ]
            for thread in threads:
                thread.start()
            if build:
                (folder / "in").mkdir()
                print(f"{build_on(database, until, folder / 'in')} builds beside")
            for thread in threads:
                thread.join()
            return tell(taken, seconds)
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
