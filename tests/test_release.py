"""What a release promises: one version everywhere, a wheel that holds the model and nothing of the corpora."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from measure import tables

ROOT = Path(__file__).resolve().parents[1]


def test_the_version_is_the_top_of_the_changelog():
    (top,) = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[:1]
    assert top == version("stemma-news")


def test_every_dependency_has_its_reason():
    declared = re.search(r"^dependencies = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(), re.MULTILINE | re.DOTALL)
    names = re.findall(r'"([a-z0-9-]+)>=', declared[1])
    table = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert names
    assert [n for n in names if f"`{n}`" not in table] == []


def test_the_readme_links_only_to_what_is_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("page", tables.PAGES, ids=lambda p: p.name)
def test_the_figures_people_read_are_those_the_gate_keeps(page):
    text = page.read_text(encoding="utf-8")
    assert tables.MARK.search(text)
    assert tables.filled(text) == text
