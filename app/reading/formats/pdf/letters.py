"""The letters of a PDF as text may hold them: NFC, fit for XML, no glyph numbers of a font."""

import re

_LIGATURES = dict(
    zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
# Where the fonts Symbol and Wingdings have the signs of lists, by their number in the font.
_SIGNS = {
    0xF02D: "-",
    0xF06C: "●",
    0xF06E: "■",
    0xF06F: "□",
    0xF071: "□",
    0xF076: "❖",
    0xF0A7: "▪",
    0xF0A8: "◦",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FC: "✓",
}
UNKNOWN = "\ufffd"
"""Stands for a glyph of which the file does not say what letter it is."""

# Without a letter: controls, marks of direction and joining, soft hyphens within a line,
# and the invisible signs with which this reader marks notes and margins.
_NOTHING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_NEVER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean_letters(text: str) -> str:
    """Give the letters of one printed piece; glyphs that nothing is known of become U+FFFD.

    The result may still want NFC: a loose accent can be a piece of its own.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _NOTHING.sub("", text.translate(_LIGATURES))
    return _NEVER.sub(UNKNOWN, _PRIVATE.sub(_sign, text))


def _sign(match: re.Match[str]) -> str:
    """Give the sign of a list that a glyph of a symbol font is."""
    return _SIGNS.get(ord(match[0]), UNKNOWN)
