"""Made-up words and texts: nothing real, and the same for a seed."""

from random import Random

_ONSETS = ("b", "br", "d", "f", "g", "kl", "l", "m", "n", "p", "s", "st", "t", "tr", "v", "z")
_VOWELS, _CODAS = "aeiou", ("", "", "l", "n", "r", "x")
_VOCABULARY = 800
_FORMS = 9
"""One text in so many has a word that is emphasised, one code, one a link."""


class Words:
    """Made-up words and what is made of them: texts share a vocabulary, names are unique."""

    def __init__(self, seed: int) -> None:
        self._random, self._taken = Random(seed), set[str]()  # noqa: S311 - nothing secret
        self._known = [self._invented() for _ in range(_VOCABULARY)]

    def _invented(self) -> str:
        chosen = self._random.choice
        syllables = range(chosen((1, 2, 2)))
        return "".join(chosen(_ONSETS) + chosen(_VOWELS) + chosen(_CODAS) for _ in syllables)

    def word(self) -> str:
        """A word of the vocabulary."""
        return self._random.choice(self._known)

    def name(self, words: int = 2, start: str = "") -> str:
        """Words that start with a capital letter, and that nothing else is called by."""
        made = ""
        while not made or made in self._taken:
            made = f"{start}{' '.join(self.word() for _ in range(words))}".capitalize()
        self._taken.add(made)
        return made

    def sentence(self, words: int = 10) -> str:
        """A sentence in which a word may be emphasised, code or a link."""
        said = [self.word() for _ in range(words)]
        place, form = self._random.randrange(words), self._random.randrange(_FORMS)
        said[0] = said[0].capitalize()
        marked = {0: "*{}*", 1: "`{}`", 2: "[{}](https://example.org/about)"}.get(form, "{}")
        said[place] = marked.format(said[place])
        return f"{' '.join(said)}."

    def question(self) -> str:
        """A question without any formatting."""
        return f"{' '.join(self.word() for _ in range(6)).capitalize()}?"
