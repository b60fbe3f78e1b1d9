"""Where the project, the published comparison and the made-up ones are."""

from pathlib import Path

from comparison_site.core.resources import template_folders

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = template_folders(ROOT)
GOLDEN = ROOT / "tests" / "golden"

_DATA = ROOT / "tests" / "data"
MINIMAL = _DATA / "minimal.yaml"
SCRIPTS = _DATA / "scripts.yaml"
FRAMEWORKS = _DATA / "frameworks.yaml"
OTHER_DATA = _DATA / "compression.yaml"
MEASURED = _DATA / "measured"
MEASURED_DATA = MEASURED / "measured.yaml"
REAL_DATA = ROOT / "comparison.yaml"
