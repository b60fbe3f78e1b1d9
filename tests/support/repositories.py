"""Tiny git repositories for tests, untouched by anybody's own settings."""

import os
import subprocess
from pathlib import Path

IDENTITY = {
    "GIT_AUTHOR_NAME": "Editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "Editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *words: str | Path) -> None:
    """Run a git command in a folder; the test fails with it."""
    command = ["git", "-C", str(folder), "-c", "init.defaultBranch=main", *map(str, words)]
    subprocess.run(command, env={**os.environ, **IDENTITY}, check=True, capture_output=True)


def commit(file: Path, text: str) -> None:
    """Write a file and commit everything beside it."""
    file.write_text(text, "utf-8")
    git(file.parent, "add", "--all")
    git(file.parent, "commit", "--quiet", "--message", "Change it")


def repository(folder: Path) -> Path:
    """A new repository without a commit."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet")
    return folder
