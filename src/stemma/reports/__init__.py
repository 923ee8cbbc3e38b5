"""Reports: a raw item becomes a clean report (text, typed blocks, sentences, head) or a coded refusal."""

from stemma.reports.clean import clean

__all__ = ["clean"]
