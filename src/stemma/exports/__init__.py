"""Exports: a story in, a file for people or programs out. The dossier is a self-contained HTML page."""
