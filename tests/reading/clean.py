"""What the tests of cleaning ask of a clean text."""

from app.domain.text import CleanText


def blocks(clean: CleanText) -> list[str]:
    """Give the words of each block."""
    return [block.span.of(clean.text) for block in clean.blocks]
