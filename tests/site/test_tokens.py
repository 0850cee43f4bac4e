"""The tokens: one dark theme, enough contrast in both themes, no colour outside them."""

import re
from itertools import product
from pathlib import Path

import pytest

import giaoban.site

CSS = Path(giaoban.site.__file__).parent / "static" / "giaoban" / "css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")
COLOUR = re.compile(r"--gb-([a-z0-9-]+): (#[0-9a-f]{6});")
LIGHT = dict(COLOUR.findall(TOKENS.split('[data-bs-theme="light"] {', 1)[1].split("}", 1)[0]))
DARK_CHOSEN, DARK_DEVICE = (part.split("}", 1)[0] for part in re.split(r"color-scheme: dark;", TOKENS)[1:])
DARK = dict(COLOUR.findall(DARK_CHOSEN))
THEMES = {"light": LIGHT, "dark": DARK}
TONES = ("ok", "warn", "bad", "info", "wait", "muted")
TEXT = [
    *product(("ink", "ink-2", "link"), ("paper", "surface", "surface-2", "surface-3")),
    *((tone, f"{tone}-bg") for tone in TONES),
    *product(TONES, ("paper", "surface")),
    ("ink", "mark"),
    *((f"{'ink'}", f"{tone}-bg") for tone in TONES),
    *product(("on-action",), ("action", "action-hover", "danger", "danger-hover")),
    *product(("on-lacquer", "on-lacquer-2"), ("lacquer", "lacquer-2")),
]
SHAPES = [
    ("line-strong", "paper"),
    ("line-strong", "surface"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("gold", "lacquer"),
]


def luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio. Source: WCAG 2.2, definition of contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white_is_21():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_has_at_least_the_contrast_of_aa(theme, front, back):
    assert contrast(THEMES[theme][front], THEMES[theme][back]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_borders_of_fields_and_focus_can_be_seen(theme, front, back):
    assert contrast(THEMES[theme][front], THEMES[theme][back]) >= 3


def test_both_dark_blocks_say_the_same():
    assert DARK_CHOSEN.split() == DARK_DEVICE.split()


def test_each_theme_gives_every_colour():
    assert set(LIGHT) == set(DARK)


def test_no_sheet_of_ours_writes_a_colour_that_is_not_a_token():
    allowed = {"#2a1a00"}  # the figure on gold, the same in both themes
    source = Path(giaoban.site.__file__).parents[1]
    for path in [*CSS.glob("*.css"), *source.glob("*/*/static/**/*.css")]:
        if path.name in {"tokens.css", "print.css", "sheet.css", "paper.css"}:  # paper is black on white in both themes
            continue
        found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", path.read_text("utf-8"))) - allowed - {"#fff"}
        assert not found, (path.name, found)
