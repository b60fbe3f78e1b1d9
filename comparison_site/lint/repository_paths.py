"""How reports for other programs name a file and say a remark."""

from pathlib import Path

from comparison_site.lint.remarks import Remark


def repository_path(file: str) -> str:
    """The file relative to the working folder, if it is in there, with slashes."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def said(remark: Remark) -> str:
    """`where: message; hint`, without the file and the line, which stand beside it."""
    problem = remark.problem
    where = f"{problem.where}: " if problem.where else ""
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"{where}{problem.message}{hint}"
