"""A real server over a real store, asked over a real socket."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn

from stemma import desk
from stemma.settings import Settings
from stemma.web import create

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def data(self):
        return json.loads(self.body)


class Site:
    """A server and the store behind it."""

    def __init__(self, port: int, settings: Settings) -> None:
        self.port, self.settings, self.seconds = port, settings, 60
        self.url = f"http://127.0.0.1:{port}"

    def ask(self, method: str, path: str, body: bytes | str | None = None, headers: dict | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, form: dict[str, str], **headers: str) -> Answer:
        given = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", path, urlencode(form), given)

    def send(self, path: str, data: object) -> Answer:
        return self.ask("POST", path, json.dumps(data), {"Content-Type": "application/json"})

    def upload(self, path: str, fields: dict[str, str], files: list[tuple[str, str, bytes]]) -> Answer:
        edge = "edge0123456789"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value.encode() + b"\r\n"
            for name, value in fields.items()
        ]
        for field, name, content in files:
            head = f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
            parts.append(head.encode() + content + b"\r\n")
        body = b"".join(parts) + f"--{edge}--\r\n".encode()
        return self.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def job(self, answer: Answer) -> dict:
        """Wait for the job that an answer leads to."""
        assert answer.status == 303, answer.text
        id_ = answer.headers["location"].rsplit("/", 1)[-1]
        for _ in range(600):
            told = self.get(f"/api/v1/jobs/{id_}").data
            if told["state"] in {"done", "failed"}:
                return told
            time.sleep(0.1)
        raise AssertionError("the job does not end")


@contextmanager
def serving(settings: Settings, **options) -> Iterator[Site]:
    """Serve a store on a free port."""
    app = create(settings, **{"processes": False, "warm": False, **options})
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        for _ in range(600):
            if server.started:
                break
            time.sleep(0.05)
        yield Site(server.servers[0].sockets[0].getsockname()[1], settings)
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def serve():
    """The function that serves a store."""
    return serving


@pytest.fixture(scope="session")
def library(tmp_path_factory) -> Settings:
    """A store of two bundled examples, read by the real reader; never written to by tests."""
    settings = Settings(database=tmp_path_factory.mktemp("library") / "library.db")
    desk.build([str(EXAMPLES / name / "reports") for name in ("dam-dispute", "vaccine-licence")], settings)
    return settings


@pytest.fixture(scope="session")
def site(library) -> Iterator[Site]:
    """A server that tests only read from."""
    with serving(library) as served:
        yield served


@pytest.fixture
def desk_site(library, tmp_path) -> Iterator[Site]:
    """A server over a store of the test's own."""
    with _copied(library, tmp_path / "own.db") as served:
        yield served


@pytest.fixture
def colleague(library, tmp_path) -> Iterator[Site]:
    """Another one, over the same reports."""
    with _copied(library, tmp_path / "colleague.db") as served:
        yield served


@contextmanager
def _copied(library: Settings, path: Path) -> Iterator[Site]:
    own = Settings(database=path)
    shutil.copy(library.database, own.database)
    with serving(own) as served:
        yield served


@pytest.fixture(scope="session")
def dam(library) -> str:
    """The id of the story about the dam."""
    return next(s.group.id for s in desk.stories(library) if "Selkia" in s.group.title)


@pytest.fixture(scope="session")
def dam_story(library, dam):
    """That story."""
    return desk.story(library, dam)
