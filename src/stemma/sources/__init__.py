"""Sources: a reference (file, folder, glob, stream, address) becomes items that may be reports, or coded refusals."""

from stemma.sources.gather import gather
from stemma.sources.pages import fetch
from stemma.sources.uploads import as_text, pasted, uploaded

__all__ = ["as_text", "fetch", "gather", "pasted", "uploaded"]
