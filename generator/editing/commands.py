"""What the page for editors says about each command, taken from the command's own help."""

import re
from dataclasses import dataclass
from inspect import cleandoc

import click

_EXAMPLE = re.compile(r"\bExamples?: *", re.IGNORECASE)


@dataclass(frozen=True)
class OptionFacts:
    """An option as it is typed, and what it does; `default` may be empty."""

    typed: str
    help: str
    default: str = ""


@dataclass(frozen=True)
class CommandFacts:
    """A command: what it does, in paragraphs, its examples and its options."""

    name: str
    paragraphs: tuple[str, ...]
    examples: tuple[str, ...]
    options: tuple[OptionFacts, ...]


def command_facts(group: click.Group) -> tuple[CommandFacts, ...]:
    """Every command of a group, in the order in which they were added."""
    return tuple(_command(name, command) for name, command in group.commands.items())


def _command(name: str, command: click.Command) -> CommandFacts:
    """Paragraphs whose lines click keeps (they begin with a backspace) are examples."""
    blocks = cleandoc(command.help or "").split("\n\n")
    texts = (" ".join(block.split()) for block in blocks if not block.startswith("\b"))
    kept = [line for block in blocks if block.startswith("\b") for line in block.split("\n")[1:]]
    examples = (_EXAMPLE.sub("", line).strip() for line in kept)
    options = (_option(one) for one in command.params if isinstance(one, click.Option))
    return CommandFacts(name, tuple(texts), tuple(examples), tuple(options))


def _option(option: click.Option) -> OptionFacts:
    """A default that is a path may come from the environment, so it is left out."""
    if option.is_flag:
        return OptionFacts(option.opts[0], option.help or "")
    typed = f"{option.opts[0]} {option.make_metavar(click.Context(click.Command('')))}"
    default = (
        "" if isinstance(option.type, click.Path) or option.default is None else option.default
    )
    return OptionFacts(typed, option.help or "", str(default))
