"""The toolbar in portals that are not in Python, each as a site on this machine.

    python examples/widget/portals.py static|sharepoint|spfx|wordpress|aspnet [PORT]

`static`, `sharepoint` and `spfx` are pages as such a portal sends them, with the tags that
`readable assets` wrote into embed.html. `wordpress` runs the plugin in PHP (Debian: php-cli);
`aspnet` runs ASP.NET in Mono (Debian: mono-devel); `spfx` takes the esbuild that
`tests/run.sh` installs.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy, copytree, which
from tempfile import TemporaryDirectory

from readable.cli import main as readable

HERE = Path(__file__).parent
ESBUILD = HERE.parent.parent / "tests" / "browser" / "node_modules" / ".bin" / "esbuild"
TAGS = (
    '<link rel="stylesheet" href="/readable/toolbar.css">\n'
    '<script src="/readable/toolbar.js"></script>'
)
# What a strict portal says, and what those can say that have scripts in their pages.
STRICT = "default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
OLD = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"
POLICIES = {"static": STRICT, "sharepoint": OLD, "spfx": OLD}


class Handler(SimpleHTTPRequestHandler):
    """Files, each with the portal's policy; an address without an ending is a page of the site."""

    policy = STRICT
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".aspx": "text/html; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".woff2": "font/woff2",
    }

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        return found if "." in Path(found).name else str(Path(self.directory, "page.html"))

    def log_message(self, format: str, *args: object) -> None:
        """What goes wrong is seen in the page."""


def lay_out(name: str, folder: Path) -> None:
    """The portal's pages in a folder, and in `readable` what `readable assets` writes."""
    readable(["assets", "-o", str(folder / "readable")])
    embedded = (folder / "readable" / "embed.html").read_text(encoding="utf-8")
    with_digests = embedded.partition("\n")[0]
    for page in (HERE / name).iterdir():
        if page.suffix in (".html", ".aspx"):
            text = page.read_text(encoding="utf-8").replace(TAGS, with_digests)
            (folder / page.name).write_text(text, encoding="utf-8")
        elif page.suffix in (".php", ".config"):
            copy(page, folder)
    if name == "aspnet":
        if not which("mcs"):
            sys.exit("There is no Mono here. On Debian: apt install mono-devel")
        copytree(HERE / name / "App_Code", folder / "App_Code")
        (folder / "bin").mkdir()
        host = f"-out:{folder / 'bin' / 'Host.exe'}"
        subprocess.run(
            ["mcs", host, "-r:System.Web.dll", "-r:System.Xml.dll", HERE / name / "Host.cs"],
            check=True,
        )
    if name == "spfx":
        framework = HERE / name / "framework.js"
        aliases = [
            f"--alias:@microsoft/{one}={framework}" for one in ("sp-application-base", "sp-loader")
        ]
        start, bundle = HERE / name / "start.js", f"--outfile={folder / 'start.js'}"
        quiet = "--log-level=warning"
        subprocess.run([ESBUILD, "--bundle", start, bundle, *aliases, quiet], check=True)


def serve(name: str, folder: Path, port: int) -> None:
    """Until it is stopped."""
    if name == "wordpress":
        php = which("php") or sys.exit("There is no PHP here. On Debian: apt install php-cli")
        address = f"127.0.0.1:{port}"
        subprocess.run([php, "-q", "-S", address, "-t", folder, folder / "portal.php"], check=False)
        return
    if name == "aspnet":
        subprocess.run(["mono", folder / "bin" / "Host.exe", folder, str(port)], check=False)
        return
    Handler.policy = POLICIES[name]
    handler = partial(Handler, directory=str(folder))
    ThreadingHTTPServer(("127.0.0.1", port), handler).serve_forever()


def main(arguments: Iterable[str]) -> None:
    """Lays one portal out and serves it."""
    name, port = [*arguments, "8000"][:2]
    first = {
        "static": "tin-1.html",
        "sharepoint": "tin-1.aspx",
        "spfx": "tin-1",
        "wordpress": "?p=1",
        "aspnet": "tin-1.aspx",
    }
    if name not in first:
        sys.exit(f"There is no portal {name!r}: choose one of {', '.join(first)}")
    with TemporaryDirectory() as folder:
        lay_out(name, Path(folder))
        print(f"http://127.0.0.1:{port}/{first[name]}", flush=True)
        serve(name, Path(folder), int(port))


if __name__ == "__main__":
    main(sys.argv[1:])
