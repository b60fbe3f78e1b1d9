"""The commands of `build.py` that know nothing of MkDocs, one module each."""

from generator.commands.check import check
from generator.commands.diff import diff
from generator.commands.verdict import verdict

COMMANDS = (check, diff, verdict)
