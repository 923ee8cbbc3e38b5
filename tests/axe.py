"""axe-core for the browser tests: fetched once from the npm registry by npm, pinned by its digest, kept in a cache.

It is not part of this repository (MPL-2.0). Without npm or a network the tests that need it are skipped on a desk and
fail where CI is set, so that it cannot go unnoticed.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import pytest

VERSION = "4.14.1"
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "stemma-tests"
# The rules of WCAG 2.2 at level AA and below, and what is good practice beside.
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(
  found => done(found.violations.map(v => [v.impact, v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))])),
  error => done([['critical', String(error), []]]));
"""


def source() -> str:
    """The script, from the cache or the registry."""
    script = CACHE / f"axe-{VERSION}.js"
    if not script.exists():
        _fetch(script)
    return script.read_text(encoding="utf-8")


def _fetch(script: Path) -> None:
    npm = shutil.which("npm")
    with tempfile.TemporaryDirectory() as folder:
        try:
            if npm is None:
                raise FileNotFoundError("npm is not installed")
            subprocess.run(
                [npm, "pack", "--silent", f"axe-core@{VERSION}"],
                cwd=folder,
                check=True,
                timeout=120,
                capture_output=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            reason = f"axe-core {VERSION} cannot be fetched from the npm registry: {error}"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
        (package,) = Path(folder).glob("*.tgz")
        digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        assert digest == SHA512, f"axe-core {VERSION} is not what it was: {digest}"
        CACHE.mkdir(parents=True, exist_ok=True)
        with tarfile.open(package) as archive:
            member = archive.extractfile("package/axe.min.js")
            assert member is not None
            half = script.with_suffix(".half")
            half.write_bytes(member.read())
            half.replace(script)


def violations(browser) -> list[tuple[str, str, list[str]]]:
    """What axe finds wrong with the page that the browser shows: impact, rule, the first places."""
    # The page's policy lets in no foreign script; the driver's own way in is not bound by it.
    browser.execute_script(source())
    browser.set_script_timeout(60)
    return [tuple(found) for found in browser.execute_async_script(RUN)]
