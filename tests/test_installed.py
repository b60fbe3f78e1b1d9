"""The wheel, installed outside of any checkout, is the whole program."""

import subprocess
import sys
from pathlib import Path

import pytest

from comparison_site import __version__
from tests.support.commands import clean_environment, run
from tests.support.paths import ROOT

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed in; its libraries are those of this environment."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory")
    made = run(*wheel, folder / "wheel")
    assert made.returncode == 0, made.stderr
    [file] = (folder / "wheel").glob("*.whl")
    assert __version__ in file.name
    install = (sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps")
    put = run(*install, "--python", sys.executable, "--target", folder / "lib", file)
    assert put.returncode == 0, put.stderr
    return folder / "lib"


def comparison(installed: Path, folder: Path, *words: str) -> str:
    """What the installed command says in a folder; it must succeed."""
    environment = clean_environment(PYTHONPATH=str(installed), PYTHONSAFEPATH="1")
    done = subprocess.run(
        [sys.executable, installed / "bin" / "comparison", *words],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_comparison_is_made_and_built(installed: Path, tmp_path: Path) -> None:
    """It holds data alone: templates, assets and settings came with the wheel."""
    names = ["--title", "Tea", "--option", "Black", "--option", "Green", "--criterion", "Taste"]
    assert "Made mine" in comparison(installed, tmp_path, "new", "mine", *names)
    assert "Built site" in comparison(installed, tmp_path / "mine", "build")
    site = tmp_path / "mine" / "site"
    page = (site / "criteria" / "taste" / "index.html").read_text("utf-8")
    assert "Taste" in page
    assert str(ROOT) not in page
    assert (site / "decide" / "index.html").is_file()
    assert (site / "assets" / "decide.css").is_file()
