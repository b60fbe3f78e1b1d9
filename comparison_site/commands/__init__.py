"""The commands, one module each, in the order in which help lists them."""

from comparison_site.commands.build import build
from comparison_site.commands.check import check
from comparison_site.commands.diff import diff
from comparison_site.commands.export import export
from comparison_site.commands.links import links
from comparison_site.commands.new import new
from comparison_site.commands.releases import releases
from comparison_site.commands.schema import schema
from comparison_site.commands.serve import serve
from comparison_site.commands.verdict import verdict

COMMANDS = (build, serve, export, check, diff, links, new, releases, schema, verdict)
