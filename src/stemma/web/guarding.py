"""What stands between a request and the app: who may ask, from where, how much, and what a page may do.

A page anywhere on the web can send requests to a server on this machine, and a name it owns can be made to lead here.
So the Host must be one of ours, and what another site's page sent is refused unless it is a plain link being followed.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stemma.web.refusing import Refusal, answer

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# One style sheet and three scripts of our own; nothing inline, nothing from elsewhere, no frames, no plugins.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}


class Guard:
    """ASGI middleware: refuses foreign hosts, cross-site requests and overlong bodies; sets the safety headers."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], max_body: int) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it with a refusal."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
                out.setdefault("cache-control", "no-cache")
            await send(message)

        refusal = self._host(headers) or _site(scope["method"], headers) or self._length(headers)
        if refusal:
            await answer(scope, refusal)(scope, receive, guarded)
        else:
            await self.app(scope, self._measured(receive), guarded)

    def _host(self, headers: Headers) -> Refusal | None:
        given = headers.getlist("host")
        name = _host_name(given[0]) if len(given) == 1 else None
        if name is not None and (name in self.hosts or _is_address(name)):
            return None
        return Refusal(
            421, "foreign-host", "This address is not one of this server's.", "Use the address that stemma printed."
        )

    def _length(self, headers: Headers) -> Refusal | None:
        given = headers.get("content-length", "0")
        if given.isdigit() and int(given) <= self.max_body:
            return None
        return too_long(self.max_body)

    def _measured(self, receive: Receive) -> Receive:
        """A body sent in pieces without a length is measured as it comes."""
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.max_body:
                raise Refused(too_long(self.max_body))
            return message

        return counted


class Refused(Exception):  # noqa: N818 - it carries a refusal, which is no defect
    """Raised inside a request whose refusal is found late; answered like any other."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


def too_long(most: int) -> Refusal:
    """More was sent than is taken at once."""
    return Refusal(413, "too-large", f"More than {most:,} bytes were sent at once.", "Add fewer files at a time.")


def _site(method: str, headers: Headers) -> Refusal | None:
    """What another site's page sent is refused; a link followed by a person comes through."""
    site, mode = headers.get("sec-fetch-site"), headers.get("sec-fetch-mode")
    is_link = method in SAFE and mode == "navigate" and headers.get("sec-fetch-dest") == "document"
    if site in {"cross-site", "same-site"} and not is_link:
        return _cross_site()
    origin = headers.get("origin")
    if origin is not None and method not in SAFE and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return _cross_site()
    return None


def _cross_site() -> Refusal:
    return Refusal(403, "cross-site", "Another site's page sent this request.", "Open stemma's own page and try again.")


def _host_name(host: str) -> str | None:
    """The name in a Host header, without its port; None for what is no host."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    if parts.username is not None or parts.path or parts.query or parts.fragment or not parts.hostname:
        return None
    return parts.hostname.lower()


def _is_address(name: str) -> bool:
    """A bare IP address belongs to nobody who could lead it here."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def own_hosts(host: str) -> frozenset[str]:
    """Names under which a server bound to `host` may be asked, beside bare addresses."""
    names = {"localhost", host}
    if not is_loopback(host):
        names.add(socket.gethostname())
    return frozenset(names)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to `host`."""
    if host == "localhost":
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback
