"""Fetching one page from the web, when a person asks: the only module with a socket.

A page's address may lead anywhere, also into the network of whoever asks. So every name is resolved here, each address
it has is looked at, and the one that was looked at is the one connected to; redirects begin anew.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from stemma.records import RawItem, Rejected

REDIRECTS = 5
SECONDS = 20.0
"""For a page in all; a connection or a silence takes at most half of it."""
CHUNK = 65_536
PORTS = {"http": 80, "https": 443}
_REDIRECT = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "stemma (reads one page at a person's request)",
    "Accept": "text/html, text/plain;q=0.9",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class _Unreachable(Exception):  # noqa: N818 - a reason, told as a refusal
    """Why a page was not fetched."""


def fetch(url: str, *, max_bytes: int, private: bool = False, seconds: float = SECONDS) -> RawItem | Rejected:
    """The page at `url`; refused where it is no web address, is private (unless `private`), too long or too slow."""
    deadline, at = monotonic() + seconds, url.strip()
    try:
        for _ in range(REDIRECTS + 1):
            answer = _ask(at, max_bytes, deadline, private=private)
            if isinstance(answer, RawItem | Rejected):
                return answer
            at = urljoin(at, answer)
    except _Unreachable as error:
        return Rejected(url, "unreadable", f"{at} was not fetched: {error}.", "Save the page and drop the file.")
    except ssl.SSLError as error:
        why = error.reason or "no secure connection"
        return Rejected(url, "unreadable", f"{at} was not fetched: {why}.", "Save the page and drop the file.")
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return Rejected(url, "unreadable", f"{at} was not fetched: {why}.", "Check the address and the network.")
    return Rejected(url, "unreadable", f"{url} leads on more than {REDIRECTS} times.", "Give the last address.")


def _ask(url: str, max_bytes: int, deadline: float, *, private: bool) -> RawItem | Rejected | str:
    """The page, or the address it leads on to."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise _Unreachable("it is no http or https address")
    if parts.username is not None:
        raise _Unreachable("it holds a name or a password")
    connection = _connected(parts, deadline, private=private)
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
        connection.request("GET", path + query, headers=_HEADERS)
        answer = connection.getresponse()
        if answer.status in _REDIRECT and (to := answer.getheader("Location")):
            return to
        if answer.status != 200:  # noqa: PLR2004 - OK
            raise _Unreachable(f"the server answers {answer.status} {answer.reason}")
        return _item(url, answer, max_bytes, deadline)
    finally:
        connection.close()


def _item(url: str, answer: http.client.HTTPResponse, max_bytes: int, deadline: float) -> RawItem | Rejected:
    kind = (answer.getheader("Content-Type") or "text/html").partition(";")[0].strip().lower()
    if kind not in {"text/html", "application/xhtml+xml", "text/plain"}:
        return Rejected(url, "unsupported", f"{url} is {kind}, no page.", "Give the address of an article.")
    content = bytearray()
    while chunk := answer.read1(CHUNK):
        content += chunk
        if len(content) > max_bytes:
            return Rejected(url, "too-large", f"{url} has more than {max_bytes:,} bytes.", "Save the text by itself.")
        if monotonic() > deadline:
            raise _Unreachable("it took too long")
    return RawItem(content=bytes(content), kind="text" if kind == "text/plain" else "html", path=url, url=url)


def _connected(parts: SplitResult, deadline: float, *, private: bool) -> http.client.HTTPConnection:
    """A connection to an address that was looked at; the name serves for the certificate and the Host header."""
    name = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not private and any(_is_private(address) for address in addresses):
        raise _Unreachable("it leads to a private address")
    left = deadline - monotonic()
    if left <= 0:
        raise _Unreachable("it took too long")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(name, port, timeout=max(0.1, left / 2))
    plain = socket.create_connection((addresses[0], port), timeout=max(0.1, left / 2))
    secure = parts.scheme == "https"
    connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=name) if secure else plain
    return connection


def _is_private(address: str) -> bool:
    """Whether an address lies in no public network, in whatever notation."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return not (mapped or ip).is_global or (mapped or ip).is_multicast
