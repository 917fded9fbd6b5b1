#!/usr/bin/env bash
# Runs every test. Arguments go to pytest: tests/run.sh --accept, tests/run.sh tests/browser.
# What the tests need is installed first, if it is missing: Python packages into .venv, node
# packages into tests/browser, and from Debian a C compiler, a browser, Java with JAXB, Node.js, PHP,
# Mono and exiftool.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../.ci/environment.sh"

# Parts of the package are written in C as well: the tests hold both against each other.
make_venv
if ! can_compile; then
    headers=$(.venv/bin/python -c 'import sys; print("python%d.%d-dev" % sys.version_info[:2])')
    install_from_debian gcc libc6-dev "$headers" ||
        stop "The tests need a C compiler and Python's headers. Install gcc and $headers and run this again."
fi
install_project '[test]'

missing=()
command -v npm >/dev/null || missing+=(nodejs npm)
java -version 2>/dev/null || missing+=(default-jre-headless)
[ -e /usr/share/java/jaxb-runtime.jar ] || missing+=(libjaxb-java)
command -v php >/dev/null || missing+=(php-cli)
command -v mcs >/dev/null || missing+=(mono-devel)
command -v exiftool >/dev/null || missing+=(libimage-exiftool-perl)
# Playwright brings a Node.js of its own, which a small system lacks a library for.
.venv/bin/python -m playwright --version >/dev/null 2>&1 || missing+=(libatomic1)
if [ ${#missing[@]} -gt 0 ]; then
    install_from_debian "${missing[@]}" ||
        stop "The tests need these Debian packages. Install them and run this again: ${missing[*]}"
fi

has_browser() { .venv/bin/python tests/browser/chromium.py >/dev/null; }
if ! has_browser; then
    # Ubuntu's chromium is only a door to its snap; Playwright brings a browser of its own there.
    install_from_debian chromium || true
    has_browser || .venv/bin/python -m playwright install --with-deps chromium || true
    has_browser ||
        stop "The tests need a browser. Install chromium or google-chrome and run this again."
fi

has_firefox() { command -v firefox-esr >/dev/null || command -v firefox >/dev/null; }
has_firefox || install_from_debian firefox-esr ||
    stop "The tests need a Firefox beside it. Install firefox-esr and run this again."

# WebKit, 60 MB, and a screen for it: without them its tests are skipped.
{ command -v WebKitWebDriver && command -v Xvfb; } >/dev/null ||
    install_from_debian webkit2gtk-driver xvfb ||
    say "No WebKitGTK (webkit2gtk-driver, xvfb): its tests are skipped."

if ! cmp -s tests/browser/package.json tests/browser/node_modules/.installed; then
    say "Installing the node packages into tests/browser"
    npm install --prefix tests/browser --no-package-lock --ignore-scripts --no-audit --no-fund \
        --no-update-notifier --loglevel=error >&2 ||
        stop "npm could not install what tests/browser/package.json asks for."
    cp tests/browser/package.json tests/browser/node_modules/.installed
fi

let_others_install
# On all cores; the tests of one file stay together, for they share what is slow to make.
exec .venv/bin/python -m pytest --numprocesses auto --dist loadfile "$@"
