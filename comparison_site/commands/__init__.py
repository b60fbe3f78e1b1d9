"""The commands of `build.py` that know nothing of MkDocs, one module each."""

from comparison_site.commands.check import check
from comparison_site.commands.diff import diff
from comparison_site.commands.links import links
from comparison_site.commands.new import new
from comparison_site.commands.releases import releases
from comparison_site.commands.schema import schema
from comparison_site.commands.verdict import verdict

COMMANDS = (check, diff, links, new, releases, schema, verdict)
