"""Scripts with the modules that they import: what readers load in one file."""

import re
from collections import Counter

from comparison_site.publish.modules import joined
from tests.support.paths import ROOT

DOCS = ROOT / "docs"
SCRIPTS = {
    path.relative_to(DOCS).as_posix(): path.read_text("utf-8")
    for path in sorted(DOCS.rglob("*.js"))
}
NAMED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def test_a_script_comes_behind_what_it_imports_and_nothing_twice() -> None:
    scripts = {
        "a/page.js": 'import { sum } from "./sum.js";\nimport { words } from "./lib/words.js";\n'
        "words(sum());\n",
        "a/sum.js": 'import { one } from "./lib/one.js";\nexport const sum = () => one + one;\n',
        "a/lib/words.js": 'import { one } from "./one.js";\nexport { one };\n'
        "export const words = (sum) => `${sum} ${one}`;\n",
        "a/lib/one.js": "export const one = 1;\n",
    }
    assert joined(scripts) == {
        "a/page.js": "const one = 1;\nconst sum = () => one + one;\n"
        "const words = (sum) => `${sum} ${one}`;\nwords(sum());\n"
    }


def test_what_a_script_exports_it_exports_still() -> None:
    scripts = {
        "page.js": 'export { one } from "./one.js";\nexport const two = 2;\n',
        "one.js": "export const one = 1;\n",
    }
    assert joined(scripts) == {
        "page.js": "const one = 1;\nexport { one };\nexport const two = 2;\n"
    }


def test_a_module_that_may_come_alone_is_imported_once_from_where_it_stands() -> None:
    """It is loaded later, or the site asks for it, or the project has its own."""
    scripts = {
        "a/page.js": 'import "./every.js";\nimport { b } from "./lib/b.js";\n'
        'import { one } from "./own.js";\nb(one, import("./later.js"));\n',
        "a/lib/b.js": 'import { one, two } from "../own.js";\nexport const b = one + two;\n',
        "a/every.js": "let every;\n",
        "a/later.js": 'import { start } from "./every.js";\nstart();\n',
    }
    assert joined(scripts, ["a/every.js"]) == {
        "a/page.js": 'import "./every.js";\nimport { one, two } from "./own.js";\n'
        'const b = one + two;\nb(one, import("./later.js"));\n',
        "a/every.js": scripts["a/every.js"],
        "a/later.js": scripts["a/later.js"],
    }


def test_no_import_of_ours_is_written_in_another_way() -> None:
    every = joined(SCRIPTS)
    assert [path for path, text in every.items() if re.search("^import.*/lib/", text, re.M)] == []
    assert [path for path in every if "/lib/" in path] == []


def test_modules_that_become_one_call_nothing_the_same() -> None:
    found = {path: Counter(NAMED.findall(text)) for path, text in joined(SCRIPTS).items()}
    twice = {path: [name for name, n in names.items() if n > 1] for path, names in found.items()}
    assert {path: names for path, names in twice.items() if names} == {}
