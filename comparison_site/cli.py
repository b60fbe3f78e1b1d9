"""The command line: `comparison ...`, and `python build.py ...` in a checkout."""

import logging
import os
from pathlib import Path

import click

from comparison_site import __version__
from comparison_site.commands.check import check
from comparison_site.commands.diff import diff
from comparison_site.commands.new import new
from comparison_site.commands.options import option
from comparison_site.commands.rename import rename
from comparison_site.commands.schema import schema
from comparison_site.commands.site import build, export, serve
from comparison_site.commands.sources import reread, source
from comparison_site.commands.upstream import links, releases
from comparison_site.commands.verdict import scenario, verdict
from comparison_site.core.resources import project_folder


class DefaultsToBuild(click.Group):
    """A group of commands in which none at all, or options alone, mean `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` in front unless a command or an option of the group stands there."""
        own = {name for option in self.get_params(ctx) for name in option.opts}
        if not args or (args[0].startswith("-") and args[0] not in own):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=DefaultsToBuild, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Turn comparison.yaml into a website.

    \b
    python build.py                     check the data, build into site/, swap it in
    python build.py check               only check the data
    python build.py serve               live preview on http://127.0.0.1:8000
    python build.py export plain/       plain Markdown for any MkDocs-like engine
    python build.py diff                say what readers will see differently
    python build.py new DIR ...         start a comparison of your own

    Exit codes: 0 all is well, 1 the data or the site has problems, 2 wrong usage.
    A failed build leaves the published site as it was.
    """


_COMMANDS = (
    build, serve, export, check, diff, links, new, option, releases, rename, reread, schema,
    source, verdict, scenario,
)  # fmt: skip
for command in _COMMANDS:
    cli.add_command(command)


def main(project: Path | None = None, name: str = "comparison") -> None:
    """Run the command line; `project` is the folder of its mkdocs.yml, else it is looked for."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    cli(prog_name=name, obj=project or project_folder(Path.cwd()))
