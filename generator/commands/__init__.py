"""The commands of `build.py` that know nothing of MkDocs, one module each."""

from generator.commands.check import check
from generator.commands.diff import diff
from generator.commands.links import links
from generator.commands.new import new
from generator.commands.releases import releases
from generator.commands.schema import schema
from generator.commands.verdict import verdict

COMMANDS = (check, diff, links, new, releases, schema, verdict)
