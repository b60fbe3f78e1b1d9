"""The commands, in the order in which help lists them."""

from comparison_site.commands.check import check
from comparison_site.commands.diff import diff
from comparison_site.commands.new import new
from comparison_site.commands.schema import schema
from comparison_site.commands.site import build, export, serve
from comparison_site.commands.upstream import links, releases
from comparison_site.commands.verdict import verdict

COMMANDS = (build, serve, export, check, diff, links, new, releases, schema, verdict)
