"""Language tags: which are right, what was meant by those that are not, and which way they run."""

import pytest

from comparison_site import BuildContext, load
from comparison_site.core.language import direction, locale, nearest, tag
from comparison_site.outputs.api import comparison_json
from comparison_site.outputs.feed import feed
from comparison_site.publish.told import told
from tests.support.paths import MINIMAL


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        *(("en", "en"), ("PT-br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419")),
        *(("gsw", "gsw"), ("de-CH-1996", "de-CH-1996"), ("sl-rozaj", "sl-rozaj")),
    ],
)
def test_a_tag_is_written_as_is_usual(typed: str, usual: str) -> None:
    assert tag(typed) == usual


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        *(("en_US", "did you mean 'en-US'?"), ("jp_JP", "did you mean 'ja-JP'?")),
        *(
            (word, "write it like en, de-AT or zh-Hant")
            for word in ("english", "xx", "xx_YY", "\u017fve", "e", "de-")
        ),
    ],
)
def test_what_is_no_tag_is_refused_with_what_was_meant(typed: str, hint: str) -> None:
    with pytest.raises(ValueError, match="is not a language tag") as caught:
        tag(typed)
    assert str(caught.value).endswith(hint)


@pytest.mark.parametrize(
    ("language", "runs"),
    [
        *((one, "rtl") for one in ("ar", "he", "fa-IR", "ur", "ckb", "az-Arab", "yi")),
        *((one, "ltr") for one in ("en", "ur-Latn", "ja", "zh-Hant", "tr")),
    ],
)
def test_a_language_runs_as_its_script_does(language: str, runs: str) -> None:
    assert direction(language) == runs


def test_only_a_tag_with_a_country_has_a_locale() -> None:
    assert [locale(one) for one in ("en", "pt-BR", "zh-Hant-TW", "es-419")] == [
        *("", "pt_BR", "zh_TW", ""),
    ]


def test_the_theme_speaks_the_nearest_language_that_it_knows() -> None:
    known = {"en", "pt", "pt-BR", "zh-Hant", "zh"}
    found = [nearest(one, known) for one in ("pt-BR", "pt-PT", "zh-Hant-TW", "zh-CN", "sw")]
    assert found == ["pt-BR", "pt", "zh-Hant", "zh", "en"]


def test_pages_and_files_say_the_language() -> None:
    comparison = load(MINIMAL).model_copy(update={"lang": "ar-EG"})
    said = told(BuildContext(comparison))
    assert (said["lang"], said["direction"], said["locale"]) == ("ar-EG", "rtl", "ar_EG")
    assert '"lang": "ar-EG"' in comparison_json(comparison)
    assert 'xml:lang="ar-EG"' in feed(comparison)
