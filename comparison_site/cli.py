"""The command line: `comparison ...`, and `python build.py ...` in a checkout."""

import gc
import logging
import os
from importlib import import_module
from pathlib import Path

import click

from comparison_site import __version__
from comparison_site.core.resources import COMMAND, DOOR, project_folder

_MODULES = {
    "build": "build", "serve": "site", "export": "site", "check": "check", "diff": "diff",
    "ids": "ids", "links": "upstream", "new": "new", "option": "options", "releases": "upstream",
    "rename": "ids", "reread": "sources", "schema": "schema", "source": "sources",
    "upgrade": "upgrade", "verdict": "verdict", "scenario": "verdict",
}  # fmt: skip
"""The module of `commands` that holds each command, in the order in which they are listed."""

_GARBAGE = (20_000, 20, 20)  # looked for less often than Python does: commands drop little


class DefaultsToBuild(click.Group):
    """A group of commands in which none at all, or options alone, mean `build`.

    A command is loaded when it is asked for, so that `check` does not wait for MkDocs.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's method
        """The names of all commands."""
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name; None if there is none."""
        if cmd_name not in _MODULES:
            return None
        module = import_module(f"comparison_site.commands.{_MODULES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

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


def main(project: Path | None = None, name: str = "comparison") -> None:
    """Run the command line; `project` is the folder of its mkdocs.yml, else it is looked for."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    gc.set_threshold(*_GARBAGE)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    cli.help = (cli.help or "").replace(DOOR, COMMAND)
    cli(prog_name=name, obj=project or project_folder(Path.cwd()))
