"""What the page for editors says about each command, taken from the command's own help."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from inspect import cleandoc

import click

_EXAMPLE = re.compile(r"\bExamples?: *", re.IGNORECASE)
_NOWHERE = click.Context(click.Command(""))


@dataclass(frozen=True)
class OptionFacts:
    """An option as it is typed, and what it does; `default` and `choices` may be empty."""

    typed: str
    help: str
    default: str = ""
    choices: tuple[str, ...] = ()


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
    options = (_option(one) for one in command.params if isinstance(one, click.Option))
    return CommandFacts(name, tuple(texts), tuple(_examples(kept)), tuple(options))


def _examples(lines: Iterable[str]) -> Iterator[str]:
    """Each on one line, whether or not the help has broken it with a backslash."""
    begun = ""
    for line in lines:
        text = _EXAMPLE.sub("", line).strip()
        begun = f"{begun} {text}".strip()
        if text.endswith("\\"):
            begun = begun.removesuffix("\\").strip()
        elif text:
            yield begun
            begun = ""


def _option(option: click.Option) -> OptionFacts:
    """A default that is a path may come from the environment, so it is left out."""
    name, words = option.opts[0], option.help or ""
    if option.is_flag:
        return OptionFacts(name, words)
    choices = tuple(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else ()
    typed = name if choices else f"{name} {option.make_metavar(_NOWHERE)}"
    known = type(option.default) in (str, int) and not isinstance(option.type, click.Path)
    return OptionFacts(typed, words, str(option.default) if known else "", choices)
