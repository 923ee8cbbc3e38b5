"""Addresses: which of a report's may become links, and the anchors inside a page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def web_address(url: str | None) -> str | None:
    """`url` if it may become a link: http or https, with a host, without control characters or spaces."""
    if url is None or not url.isprintable() or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def anchor(*parts: str) -> str:
    """An anchor made of `parts`, safe in an address and in a selector."""
    return "-".join(re.sub(r"[^A-Za-z0-9_]+", "_", part) for part in parts)
