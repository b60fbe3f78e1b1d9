"""What the folders declare: options and runtimes, as records."""
# ruff: noqa: RUF012  # pydantic copies default lists

from evidence.runner.declarations import Declaration, InFolder, Record, Text, Variables


class Lock(Record):
    """A file of hashed requirements, and the command that must succeed for it to be of use."""

    file: InFolder
    needs: list[str] = []


class Environment(Declaration):
    """What one virtual environment holds and how programs are run in it (runtime.toml).

    The versions of `packages` are recorded. `locks` are tried in order; with none, programs run
    on the Python that runs this. `kept` are variables of the user's that programs see as they are.
    """

    name: Text
    locks: list[Lock] = []
    packages: list[str] = []
    variables: Variables = {}
    kept: list[str] = []


class Option(Environment):
    """One of the things that are compared. `gpu` is the program that looks for a usable GPU."""

    gpu: InFolder | None = None
