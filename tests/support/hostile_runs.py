"""Results, words and programs made of hostile texts, in every place that a page prints."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Take = Callable[[str, int], str]
"""Gives a text for the place of this name; with a number, another one for each record."""

FIGURE = {"file": "evidence/results/hostile-benchmark.json", "figure": "figure-0"}
PAIR = {"file": "evidence/results/hostile-pair.json"}
_PROGRAMS = 16
_OPTION = re.compile(r'"option": "o(\d+)"')


def write_runs(folder: Path, take: Take, options: int = _PROGRAMS) -> None:
    """Write a pair and a benchmark below `folder`/evidence that load without a problem.

    They are runs of the options o0, o1 and so on, as many as there are.
    """
    root = folder / "evidence"
    for name, result in (("pair", _pair(root, take)), ("benchmark", _benchmark(take))):
        text = _OPTION.sub(lambda n: f'"option": "o{int(n[1]) % options}"', json.dumps(result))
        _write(root / f"results/hostile-{name}.json", text)
    again = {"again": take("again", 0)[:200], "needs": take("needs", 0)}
    _write(root / "evidence.toml", "".join(f"{k} = {json.dumps(v)}\n" for k, v in again.items()))
    _write(root / "pairs/hostile-pair/task.toml", _about(take, "equal"))
    _write(root / "benchmarks/hostile-benchmark/benchmark.toml", _about(take, "method"))


def program_text(take: Take, n: int) -> str:
    """The file that the n-th program of the pair is."""
    return f"{take('code', n)}\n\n# {take('comment', n)}\nx = {take('string', n)!r}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _about(take: Take, more: str) -> str:
    title = take("about.title", 0).replace("<", "(").replace(">", ")")
    names = ("task", "shows", "speaks_for", "does_not_show", more)
    texts = {"title": title[:80], **{name: take(name, 0) for name in names}}
    return "".join(f"{name} = {json.dumps(text)}\n" for name, text in texts.items())


def _result(take: Take, name: str, kind: str) -> dict[str, Any]:
    return {
        "format": 1, "id": name, "kind": kind, "measured_on": "2026-01-01",
        "command": take("command", 0),
        "machine": {
            "processor": take("processor", 0), "cores": 1, "memory_gib": 1.5,
            "system": take("system", 0), "gpu": take("gpu", 0),
        },
        "environments": {
            f"o{n}": {"python": take("python", n), "packages": {take("package", n): take("v", n)}}
            for n in range(_PROGRAMS)
        },
    }  # fmt: skip


def _benchmark(take: Take) -> dict[str, Any]:
    figures = [_figure(take, n) for n in range(2)]
    settings = {take("setting", n): take("value", n) for n in range(4)}
    return _result(take, "hostile-benchmark", "benchmark") | {
        "settings": settings,
        "figures": figures,
    }


def _figure(take: Take, number: int) -> dict[str, Any]:
    series = [
        {
            "id": f"o{n}", "option": f"o{n}", "name": take("series", n + number),
            "status": "ok" if n % 3 else "failed", "detail": take("detail", n),
            "samples": [1.0], "median": 1.0 + n, "low": 0.5 + n, "high": 1.5 + n,
        }
        for n in range(_PROGRAMS)
    ]  # fmt: skip
    return {
        "id": f"figure-{number}", "title": take("figure", number), "unit": "ms", "series": series,
    }  # fmt: skip


def _pair(root: Path, take: Take) -> dict[str, Any]:
    results = {f"p{n}": {"outcome": "breaks", "detail": take("cell", n)} for n in range(4)}
    features = [{"feature": take("feature", n), "results": results} for n in range(_PROGRAMS)]
    return _result(take, "hostile-pair", "pair") | {
        "agrees": True,
        "comparison": take("comparison", 0),
        "programs": [_program(root, take, n) for n in range(_PROGRAMS)],
        "outcomes": features,
        "modes": [],
    }


def _program(root: Path, take: Take, n: int) -> dict[str, Any]:
    text = program_text(take, n)
    _write(root / f"pairs/hostile-pair/p{n}.py", text)
    return {
        "id": f"p{n}", "option": f"o{n}", "name": take("program", n),
        "file": f"evidence/pairs/hostile-pair/p{n}.py",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "status": "failed" if n % 2 else "ok", "detail": take("program.detail", n),
        "exit_code": n, "seconds": 1.0, "code_lines": 1,
        "output": take("output", n), "reported": {take("key", n): take("reported", n)},
    }  # fmt: skip
