"""The language that pages are in: its tag, which way it runs, and what other sites call it.

Tags are those of BCP 47 (RFC 5646, 2.1): a language, and where needed a script, a region, variants.
"""

import re

ENGLISH = "en"
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.ASCII | re.IGNORECASE,
)
_TWO_LETTERS = (  # ISO 639-1
    " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu"
    " cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he"
    " hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko"
    " kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd"
    " ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se"
    " sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty"
    " ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
_COUNTRIES = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "ua": "uk", "us": "en"}
_LEFTWARDS = {"ar", "arc", "ckb", "dv", "fa", "he", "nqo", "pnb", "prs", "ps", "sd", "syr", "ug",
              "ur", "yi"}  # fmt: skip
_LEFTWARD_SCRIPTS = {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}


def tag(text: str) -> str:
    """A tag as it is usually written: `pt-BR`, `zh-Hant`. Raises ValueError where it is none."""
    found = _TAG.fullmatch(text)
    if not found or not _is_known(found):
        raise ValueError(f"'{text}' is not a language tag (BCP 47); {_meant(text)}")
    script, region = (found["script"] or "").title(), (found["region"] or "").upper()
    said = (found["language"].lower(), script, region)
    return "-".join(filter(None, said)) + found["variants"].lower()


def _is_known(found: re.Match[str]) -> bool:
    language = found["language"].lower()
    return len(language) > 2 or f" {language} " in _TWO_LETTERS  # noqa: PLR2004


def _meant(text: str) -> str:
    """A hint: what was probably meant, or what tags look like."""
    country, dash, more = text.replace("_", "-").partition("-")
    meant = f"{_COUNTRIES.get(country.lower(), country)}{dash}{more}"
    is_one = meant != text and (found := _TAG.fullmatch(meant)) and _is_known(found)
    return f"did you mean '{meant}'?" if is_one else "write it like en, de-AT or zh-Hant"


def direction(language: str) -> str:
    """Which way a text in the language of this tag runs, as HTML says it: `ltr` or `rtl`."""
    found = _TAG.fullmatch(language)
    assert found  # noqa: S101 - whoever has a tag has got it from `tag`
    script = (found["script"] or "").lower()
    is_leftward = script in _LEFTWARD_SCRIPTS if script else found["language"] in _LEFTWARDS
    return "rtl" if is_leftward else "ltr"


def locale(language: str) -> str:
    """What https://ogp.me calls it, such as `pt_BR`; nothing where the tag names no country."""
    found = _TAG.fullmatch(language)
    has_country = found and found["region"] and found["region"].isalpha()
    return f"{found['language']}_{found['region']}" if found and has_country else ""


def nearest(language: str, known: set[str]) -> str:
    """The tag among those `known` that says the same, or as much of it as one says; or English."""
    parts = language.split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((one for one in tags if one in known), ENGLISH)
