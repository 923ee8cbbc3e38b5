"""Running the app on a port of this machine; the address is printed once it answers."""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Callable

import uvicorn

from stemma.errors import UsageError
from stemma.settings import Settings
from stemma.web.app import create

SWITCH_SECONDS = 0.001
"""How long a thread may compute before another one gets its turn: rendering a long page must not hold up short ones."""
BACKLOG = 256


def serve(settings: Settings, *, host: str, port: int, private: bool, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; `tell` is given the address once the server answers. Port 0 takes a free one.

    Raises UsageError where the address cannot be had.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    listening = _listen(host, port)
    app = create(settings, host=host, private=private)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, backlog=BACKLOG)
    server = _Server(config, lambda: tell(address_of(listening, host)))
    with listening, contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # Named as TCP, or asyncio does not know that it may turn off Nagle's algorithm (40 ms for each answer).
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"Nothing can be served at {host}, port {port}: {getattr(error, 'strerror', None) or error}.",
            remedy="Name another port with --port, or 0 for any free one.",
        ) from None
    return listening


def address_of(listening: socket.socket, host: str) -> str:
    """The address a browser opens."""
    port = listening.getsockname()[1]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
