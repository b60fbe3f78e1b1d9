"""`build.py schema`: completion and checks while an editor types."""

from pathlib import Path

import click

from comparison_site.commands.common import Command, Failure, data_option, writing
from comparison_site.core.counting import many
from comparison_site.core.resources import COMMAND
from comparison_site.model.identity import NOUNS
from comparison_site.schema.file_schema import (
    known_records,
    modeline,
    schema_json,
    schema_path,
)


@click.command(cls=Command)
@data_option
@click.option("--check", is_flag=True, help="Write nothing; fail if the schema is out of date.")
def schema(data: Path, check: bool) -> None:
    """Write the JSON Schema by which editors complete and check the data.

    It lists the ids that the file has now. It stands in the folder schema beside the file. The
    data may be broken: what can be read of it counts.

    \b
    Example: python build.py schema --data drafts/new.yaml
    """
    try:
        text = data.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise Failure(f"{data}: the file cannot be read: {error.strerror}") from error
    known, path = known_records(text), schema_path(data)
    if check:
        # Line ends do not count: git may have changed them.
        present = path.read_text(encoding="utf-8") if path.is_file() else ""
        if present != schema_json(known):
            state = "out of date" if present else "missing"
            raise Failure(f"{path} is {state}; run: {COMMAND} schema --data {data}")
        click.echo(f"{path} is up to date.")
    else:
        with writing(path):
            path.parent.mkdir(exist_ok=True)
            path.write_text(schema_json(known), encoding="utf-8")
        held = ((len(known[group]), noun, group) for group, noun in NOUNS.items())
        counts = (many(count, noun, group) for count, noun, group in held if count)
        click.echo(f"Wrote {path} for {', '.join(counts)}.")
    if modeline(data) not in text:
        click.echo(f"Editors find it by this line at the top of {data}:\n{modeline(data)}")
