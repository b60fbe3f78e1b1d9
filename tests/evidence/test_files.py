import json
from pathlib import Path

import pytest

from evidence.runner import files


def test_every_result_is_kept_under_its_day(tmp_path: Path) -> None:
    document = {"id": "figure", "measured_on": "2026-11-25"}
    for value in (1, 2, 3):
        files.write_result(tmp_path, {**document, "value": value})
    with pytest.raises(ValueError, match="JSON compliant"):
        files.write_result(tmp_path, {**document, "value": float("nan")})
    assert {path.name: json.loads(path.read_text())["value"] for path in tmp_path.iterdir()} == {
        "figure.2026-11-25.json": 1,
        "figure.2026-11-25-2.json": 2,
        "figure.2026-11-25-3.json": 3,
    }


def test_code_lines_count_neither_comments_nor_docstrings(tmp_path: Path) -> None:
    path = tmp_path / "some.py"
    path.write_text(
        '"""Doc\n\nstring."""\n\n# why\nx = [\n    1,  # one\n]\n\n\ndef f():\n    "Doc."\n'
    )
    assert files.code_lines(path) == 4
