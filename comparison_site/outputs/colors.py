"""The colours of pictures: of options by their hue, and those that no option has."""

from math import cos, radians, sin

from comparison_site.model import Comparison, Outcome

NAME_COLOR = "#3c4048"
NEUTRAL_COLOR = "#5b606b"
MARK_COLOR = "#22252b"  # ink: no option has it

_LIGHTNESS, _CHROMA, _GAMUT_STEP = 0.51, 0.15, 0.005
_FOOT = 0.0031308  # up to which sRGB is linear


def outcome_color(comparison: Comparison, outcome: Outcome) -> str:
    """The winner's colour, or a grey where nobody wins alone."""
    return option_color(comparison.option(outcome.option).hue) if outcome.option else NEUTRAL_COLOR


def option_color(hue: int) -> str:
    """The hex colour of an option's hue, dark enough for white text (contrast of 4.5 and more).

    OKLCH to linear sRGB as in Björn Ottosson, "A perceptual color space for image processing"
    (https://bottosson.github.io/posts/oklab/), with sRGB's transfer function (IEC 61966-2-1).
    Chroma gives way where sRGB has no colour that strong.
    """
    chroma = _CHROMA
    while not 0 <= min(parts := _linear(chroma, radians(hue))) <= max(parts) <= 1:
        chroma -= _GAMUT_STEP
    encoded = (12.92 * p if p <= _FOOT else 1.055 * p ** (1 / 2.4) - 0.055 for p in parts)
    return "#" + "".join(f"{round(255 * part):02x}" for part in encoded)


def _linear(chroma: float, angle: float) -> tuple[float, float, float]:
    a, b = chroma * cos(angle), chroma * sin(angle)
    long = (_LIGHTNESS + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (_LIGHTNESS - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (_LIGHTNESS - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
