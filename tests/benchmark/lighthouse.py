"""Scores a page of each kind with Lighthouse, on a phone, and prints one table. Not a test.

Beside them stands a criterion's text in the theme as it comes: how fast a page is depends on the
machine and on what else it does. Needs node with npm, and Chromium.

    make lighthouse                             this site, five runs in turns
    make lighthouse ARGS="--only decide sources --runs 3"
    make lighthouse ARGS="--data tests/data/compression.yaml --desktop --audits"
"""

import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from comparison_site import load
from tests.benchmark.report import Report, printed
from tests.support.browser import BROWSER_ARGUMENTS, BROWSERS
from tests.support.paths import REAL_DATA, ROOT
from tests.support.sites import Site

_VERSION = "lighthouse@13"
_STOCK = "stock/"
_AUDITS = "accessibility,best-practices,seo,agentic-browsing"


def main() -> None:
    """Build, serve, score, print."""
    wanted = _arguments()
    with TemporaryDirectory() as name:
        work = Path(name)
        site = _built(wanted.data, work / "site")
        pages = [each for each in site.kinds if not wanted.only or each in wanted.only]
        stock = _stock(site, work)
        pages += [] if wanted.audits else [stock]
        command = [_lighthouse(work), *_options(wanted)]
        with _served(site.folder) as url:
            reports = _scored(command, url, pages, wanted.runs, work)
        print(printed(site.folder, reports))


def _arguments() -> Namespace:
    parser = ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=REAL_DATA, help="the comparison file")
    parser.add_argument("--runs", type=int, default=5, help="how often each page is scored")
    parser.add_argument("--only", nargs="*", help="addresses of pages; '' is the overview")
    parser.add_argument("--desktop", action="store_true", help="a large screen, not a phone")
    parser.add_argument("--audits", action="store_true", help="everything but the speed")
    return parser.parse_args()


def _built(data: Path, folder: Path) -> Site:
    """Without an address: its links then lead to this machine."""
    command = [sys.executable, "build.py", "build", "--data", str(data), "--site", str(folder)]
    env = os.environ | {"SITE_URL": ""}
    subprocess.run(command, cwd=ROOT, check=True, env=env, stdout=subprocess.DEVNULL)
    return Site(folder, load(data), "")


def _stock(site: Site, work: Path) -> str:
    """Build a criterion's text and the overview's with the theme alone; returns its address."""
    criterion = f"criteria/{site.comparison.criteria[0].id}"
    for page in ("", criterion):
        (work / "docs" / page).mkdir(parents=True)
        shutil.copy(site.folder / page / "index.md", work / "docs" / page)
    settings = work / "mkdocs.yml"
    settings.write_text("site_name: Stock\ntheme: {name: material, font: false}\n", "utf-8")
    build = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings)]
    subprocess.run([*build, "-d", str(site.folder / _STOCK)], check=True)
    return f"{_STOCK}{criterion}"


def _lighthouse(work: Path) -> str:
    """The command: what is installed, or the newest of this version."""
    if known := shutil.which("lighthouse"):
        return known
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", _VERSION]
    subprocess.run(install, cwd=work, check=True)
    return str(work / "node_modules/.bin/lighthouse")


def _options(wanted: Namespace) -> Iterator[str]:
    flags = " ".join(["--headless=new", *BROWSER_ARGUMENTS])
    yield from ("--quiet", "--output=json", f"--chrome-flags={flags}")
    if wanted.desktop:
        yield "--preset=desktop"
    if wanted.audits:
        yield f"--only-categories={_AUDITS}"


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The folder's address on a server that compresses as a web host does."""
    command = [sys.executable, "-m", "tests.benchmark.gzip_server", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}/"
        finally:
            server.terminate()


def _scored(
    command: list[str], url: str, pages: list[str], runs: int, work: Path
) -> dict[str, list[Report]]:
    """Reports of each page; in turns, because the machine's speed changes, too."""
    known = (name for browser in (*BROWSERS[1:], BROWSERS[0]) if (name := shutil.which(browser)))
    env = os.environ | {"CHROME_PATH": next(known)}
    reports: dict[str, list[Report]] = {page: [] for page in pages}
    for run in range(runs):
        for page in pages:
            print(f"\rrun {run + 1} of {runs}: /{page:40}", end="", file=sys.stderr, flush=True)
            address = url + (page if not page or page.endswith(".html") else f"{page}/")
            output = work / "report.json"
            call = [*command, address, f"--output-path={output}"]
            subprocess.run(call, env=env, check=True, stderr=subprocess.DEVNULL)
            reports[page].append(Report.read(output))
    print(file=sys.stderr)
    return reports


if __name__ == "__main__":
    main()
