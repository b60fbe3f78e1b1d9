"""A site made by MkDocs: from the sources, through the plugin, to what was checked and is kept."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from comparison_site.core.diagnostics import ComparisonError, ExpectedError
from comparison_site.core.resources import DATA_VARIABLE, PROGRAM, PROJECT_VARIABLE
from comparison_site.lint.left import is_reserved, left
from comparison_site.model import Comparison
from comparison_site.publish.audit import audit
from comparison_site.publish.conversion import settings_of_conversion
from comparison_site.publish.failures import explained
from comparison_site.publish.finished import Sources, Wanted
from comparison_site.publish.indexing import reads_a_dictionary
from comparison_site.publish.inputs import Inputs, publishable, summary
from comparison_site.publish.site import replacing
from comparison_site.publish.theme_env import is_of_a_library, is_plain
from comparison_site.results.gathering import RESULTS
from comparison_site.results.reading import folders_of
from comparison_site.upstream.answers import releases_file


class StoppedError(ExpectedError):
    """Raised where MkDocs could not build; it has logged what is wrong."""


def make_site(wanted: Wanted, data: Path, site: Path) -> str:
    """Build into a folder beside the old site, check every link, then swap the two.

    `data` is the file that is wanted, as messages name it. Returns how much there is in it.
    """
    inputs = publishable(data)
    comparison = inputs.comparison
    words = summary(comparison)
    variables = {"SOURCE_DATE_EPOCH": str(epoch(comparison)), **os.environ}
    told = {DATA_VARIABLE: str(wanted.data), PROJECT_VARIABLE: str(wanted.project)}
    with _environment(variables | told):
        try:
            with replacing(site) as fresh:
                config = _build_into(fresh, site, wanted, inputs)
                if _is_known(config):
                    wanted.keep(fresh, _sources(config, wanted, comparison), words)
        except MkDocsException as error:
            raise StoppedError("The build stopped; nothing was published.") from error
    return words


def epoch(comparison: Comparison) -> int:
    """The data's own date, so that two builds of the same data are the same bytes."""
    return int(datetime.combine(comparison.last_reviewed, time(), UTC).timestamp())


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _build_into(folder: Path, site: Path, wanted: Wanted, inputs: Inputs) -> MkDocsConfig:
    # MkDocs judges the place, and speaks of it, as it was given.
    with explained(wanted.project):
        config = load_config(str(wanted.settings), site_dir=str(site.absolute()), strict=True)
        config.site_dir = str(folder)
        _refuse_examples(config.site_url or "", inputs, wanted.data)
        if plugin := config.plugins.get("comparison"):
            plugin.cache, plugin.read = wanted.cache, {wanted.data: inputs}
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    if problems := audit(folder, urlsplit(config.site_url or "/").path or "/", wanted.cache):
        raise ComparisonError(problems)
    return config


def _refuse_examples(address: str, inputs: Inputs, data: Path) -> None:
    """What has an address gets readers, so nothing in it may stand on a domain for examples.

    A draft says that it is one. Nor has a site readers whose own address is an example.
    """
    is_read = address and not (inputs.comparison.draft or is_reserved(address))
    if is_read and (wrong := left(inputs.loaded, str(data))):
        raise ComparisonError(wrong)


def _is_known(config: MkDocsConfig) -> bool:
    """Whether nothing took part in a build that may have read what nobody names."""
    settings = Path(config.config_file_path).read_text(encoding="utf-8")
    return (
        is_plain(config)
        and "comparison" in config.plugins
        and bool(settings_of_conversion(config))
        and not reads_a_dictionary(config)
        and "INHERIT" not in settings  # from other files
    )


def _sources(config: MkDocsConfig, wanted: Wanted, comparison: Comparison) -> Sources:
    """Everything that was read, but for the libraries, whose versions count."""
    project, data = wanted.project, wanted.data
    named = (Path(folder) for folder in (config.docs_dir, *config.theme.dirs))
    trees = [folder for folder in named if not is_of_a_library(folder, project)]
    trees += [project / "templates", PROGRAM / "templates", PROGRAM / "docs"]
    runs = (data.parent / folder for run in comparison.runs for folder in folders_of(run))
    beside = (releases_file(data).parent, data.parent / RESULTS, *runs)
    plugin = config.plugins["comparison"].config
    return Sources(
        trees=tuple(dict.fromkeys(map(str, trees))),
        folders=tuple(dict.fromkeys(map(str, beside))),
        repository=(config.repo_url or "", plugin.branch, plugin.revision),
        today=date.today().isoformat(),
    )
