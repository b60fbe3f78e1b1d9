"""What is left out of MkDocs' own way through the theme, and that it finds the same without it."""

from mkdocs.config import load_config
from mkdocs.structure.files import Files

from comparison_site.publish.theme_env import list_what_is_shown
from tests.support.paths import ROOT


def test_a_build_finds_the_same_files_of_the_theme_without_looking_through_its_icons() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    everything, shown = Files([]), Files([])
    everything.add_files_from_theme(config.theme.get_env(), config)
    list_what_is_shown(config)
    quick = config.theme.get_env()
    shown.add_files_from_theme(quick, config)
    assert [file.src_uri for file in shown] == [file.src_uri for file in everything]
    assert len(list(shown)) > 20
    assert not any("/." in f"/{name}" for name in quick.list_templates())
    assert quick.get_template(".icons/material/check.svg").render().startswith("<svg")
