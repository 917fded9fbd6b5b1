"""Find a Chromium that starts. Run as a program it prints the path, or exits with status 1."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# On Ubuntu `chromium-browser` may be a script that only says how to get a snap: asked last, and
# only believed if it tells a version.
NAMES = ("chromium", "google-chrome-stable", "google-chrome", "chromium-browser")


def find_chromium() -> Path | None:
    """The first Chromium on the PATH that tells its version, or else Playwright's own, if any."""
    for name in NAMES:
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True).returncode == 0:
            return Path(path)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


if __name__ == "__main__":
    found = find_chromium()
    print(found or "no Chromium found")
    sys.exit(found is None)
