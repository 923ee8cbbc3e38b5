"""One frozen Settings, built once by the faces and passed in; nothing is read from the environment at import."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

MODEL_FOLDER = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is to go. Every field has a default that suits a laptop."""

    database: Path = field(default=Path("stemma.db"))
    """The SQLite file that keeps reports and what was made of them."""
    model: Path = field(default=MODEL_FOLDER)
    """The folder with the reader's weights, tokenizer and labels."""
    threads: int = 0
    """Threads of one encoder session; 0 lets the engine choose."""
    max_bytes: int = 20_000_000
    """Larger inputs go to quarantine: the longest saved page met so far had 6 MB, mostly scripts."""
