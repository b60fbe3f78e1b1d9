import json
from pathlib import Path

import pytest

from evidence.runner import files


def test_a_result_that_cannot_be_written_leaves_the_earlier_one(tmp_path: Path) -> None:
    files.write_result(tmp_path, {"id": "figure", "value": 1})
    with pytest.raises(ValueError, match="JSON compliant"):
        files.write_result(tmp_path, {"id": "figure", "value": float("nan")})
    assert [path.name for path in tmp_path.iterdir()] == ["figure.json"]
    assert json.loads((tmp_path / "figure.json").read_text())["value"] == 1


def test_code_lines_count_neither_comments_nor_docstrings(tmp_path: Path) -> None:
    path = tmp_path / "some.py"
    path.write_text(
        '"""Doc\n\nstring."""\n\n# why\nx = [\n    1,  # one\n]\n\n\ndef f():\n    "Doc."\n'
    )
    assert files.code_lines(path) == 4
