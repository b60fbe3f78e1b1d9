"""How many there are of something, in words."""


def many(count: int, one: str, several: str = "") -> str:
    """A number and its noun: '1 source', '2 sources'; `several` where the plural has no mere s."""
    return f"{count} {one if count == 1 else several or f'{one}s'}"
