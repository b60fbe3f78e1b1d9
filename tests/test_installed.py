"""The wheel, installed outside of any checkout, is the whole program."""

import subprocess
import sys
from pathlib import Path

import pytest

from comparison_site import __version__
from tests.support.commands import clean_environment
from tests.support.paths import ROOT

pytestmark = pytest.mark.process
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed in; its libraries are those of this environment."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = (*PIP, "wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", folder / "wheel")
    subprocess.run([*wheel, ROOT], check=True, capture_output=True)
    [file] = (folder / "wheel").glob("*.whl")
    assert __version__ in file.name
    subprocess.run([*PIP, "install", "--no-deps", "--target", folder / "lib", file], check=True)
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
    names = ["--title", "Tea", "--option", "Black", "--option", "Green", "--criterion", "Taste"]
    assert "Made mine" in comparison(installed, tmp_path, "new", "mine", *names)
    assert "Built site" in comparison(installed, tmp_path / "mine", "build")
    page = (tmp_path / "mine" / "site" / "criteria" / "taste" / "index.html").read_text("utf-8")
    assert "Taste" in page
    assert str(ROOT) not in page


def test_a_folder_that_holds_data_alone_is_built(installed: Path, tmp_path: Path) -> None:
    data = ROOT / "tests" / "data" / "minimal.yaml"
    (tmp_path / "comparison.yaml").write_bytes(data.read_bytes())
    assert "Built site" in comparison(installed, tmp_path)
    assert (tmp_path / "site" / "decide" / "index.html").is_file()
    assert (tmp_path / "site" / "assets" / "decide.css").is_file()
