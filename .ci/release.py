"""Make a release: `make release VERSION=0.2.0`.

What stands under "Unreleased" in CHANGELOG.md becomes the section of the version, dated today; the
package says the version; a commit and a tag with the section's text are made. Nothing is pushed.
Exit codes: 0 made, 1 refused and nothing changed, 2 wrong usage.
"""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path.cwd()
PACKAGE, CHANGELOG = Path("comparison_site/__init__.py"), Path("CHANGELOG.md")
BRANCH = "main"
_SAYS = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_OPEN = "## Unreleased\n"


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that compare."""
    return tuple(int(part) for part in version.split("."))


def git(*words: str) -> str:
    """What a git command says; CalledProcessError if it fails."""
    said = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603, S607
    return said.stdout.strip()


def version() -> str:
    """The version that the package says."""
    found = _SAYS.search((ROOT / PACKAGE).read_text("utf-8"))
    return found[1] if found else ""


def section(heading: str) -> str:
    """What stands below a heading of the changelog, up to the next one."""
    text = (ROOT / CHANGELOG).read_text("utf-8")
    return text.partition(heading)[2].partition("\n## ")[0].strip()


def refusals(wanted: str) -> list[str]:
    """Everything that speaks against making this release now."""
    branch, present = git("branch", "--show-current"), version()
    checks = [
        (git("status", "--porcelain"), "something is not committed: commit or stash it"),
        (branch != BRANCH, f"releases are made on {BRANCH}, this is {branch or 'no branch'}"),
        (git("tag", "--list", f"v{wanted}"), f"the tag v{wanted} exists"),
        (numbers(wanted) < numbers(present), f"{wanted} is older than {present}"),
        (not section(_OPEN), f"{CHANGELOG} says nothing under Unreleased"),
    ]
    return [words for fault, words in checks if fault]


def write(wanted: str, heading: str) -> None:
    """Set the version and close the section."""
    replaced = {
        PACKAGE: (_SAYS, f'__version__ = "{wanted}"'),
        CHANGELOG: (re.compile(f"^{_OPEN}", re.MULTILINE), f"{_OPEN}\n{heading}"),
    }
    for path, (pattern, words) in replaced.items():
        text = pattern.sub(words, (ROOT / path).read_text("utf-8"), count=1)
        (ROOT / path).write_text(text, "utf-8", newline="\n")


def is_right(wanted: str, heading: str, news: str) -> bool:
    """Whether the program itself says the new version, and the changelog holds the news once."""
    command = [sys.executable, "build.py", "--version"]
    said = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603
    return said.stdout == f"build.py {wanted}\n" and section(heading) == news and not section(_OPEN)


def release(wanted: str) -> None:
    """Make the release, and say what to push; SystemExit says why not."""
    if problems := refusals(wanted):
        sys.exit("\n".join(["No release was made:", *(f"- {problem}" for problem in problems)]))
    news, heading, tag = section(_OPEN), f"## {wanted} - {date.today()}\n", f"v{wanted}"
    write(wanted, heading)
    if not is_right(wanted, heading, news):
        git("checkout", "--", str(PACKAGE), str(CHANGELOG))
        sys.exit(f"No release was made: with the new version, build.py does not say {wanted}.")
    git("commit", "--quiet", "--message", f"Release {wanted}", "--", str(PACKAGE), str(CHANGELOG))
    message = f"{wanted}\n\n{news}\n"
    git("tag", "--annotate", tag, "--cleanup=whitespace", "--message", message)
    print(f"Made {tag} at {git('rev-parse', '--short', 'HEAD')}. To publish it:")
    print(f"  git push --atomic origin {BRANCH} {tag}")


if __name__ == "__main__":
    given = sys.argv[1:]
    if len(given) != 1 or not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", given[0]):
        print("Three numbers are needed: make release VERSION=0.2.0", file=sys.stderr)
        sys.exit(2)
    release(given[0])
