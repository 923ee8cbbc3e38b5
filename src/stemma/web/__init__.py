"""The local web app: read, follow, compare, correct and share what the store holds, in a browser on this machine."""

from stemma.web.app import create
from stemma.web.serving import serve

__all__ = ["create", "serve"]
