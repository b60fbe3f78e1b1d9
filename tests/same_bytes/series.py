"""A series of random edits: one follows the other, some go back, and what is broken is mended."""

from tests.same_bytes.data_edits import DATA_EDITS, Draw, a_mistake
from tests.same_bytes.file_edits import FILE_EDITS, a_broken_template
from tests.same_bytes.mending import mend
from tests.same_bytes.project import Project
from tests.same_bytes.whole_edits import WHOLE_EDITS

_EDITS = (*DATA_EDITS, *WHOLE_EDITS, *FILE_EDITS)
_UNDONE, _NOTHING, _AT_ONCE, _MORE = 0.1, 0.13, 0.25, 0.4


class Series:
    """The project after each of the edits, the same for a seed if builds end in the same way."""

    def __init__(self, seed: int) -> None:
        self._seed, self._count = seed, 0
        self.project, self._right = Project(), [Project()]

    def edit(self, is_right: bool = True) -> str:
        """Edit the project, and say how; it is mended if it could not be built as it was."""
        self._count += 1
        draw = Draw(self._seed * 1_000_003 + self._count)
        chance = draw.random.random()
        if not is_right:
            self.project, words = self._right[-1].copy(), "what was wrong is as it was before"
            return f"{words}; {self._edited(draw, 1)}" if chance < _MORE else words
        self._right.append(self.project)
        if chance < _UNDONE:
            self.project = draw.one(self._right).copy()
            return "everything is as it once was"
        if chance < _NOTHING:
            return "nothing"
        return self._edited(draw, draw.one((2, 3)) if chance < _AT_ONCE else 1)

    def _edited(self, draw: Draw, count: int) -> str:
        said: list[str] = []
        while len(said) < count:
            changed, edit = self.project.copy(), draw.one(_EDITS)
            words = edit(changed, draw)
            mend(changed.data, draw.words)
            if words and changed.is_right:
                self.project = changed
                said.append(f"{edit.__name__}: {words}")
            if edit in (a_mistake, a_broken_template):
                break
        return "; ".join(said)
