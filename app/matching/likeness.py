"""How alike two short texts are by their telling words alone."""

import math

from app.matching.weights import load_weights
from app.matching.words import find_roots


def compare_texts(one: str, other: str) -> tuple[float, tuple[str, ...]]:
    """Give the cosine of two texts' weighed roots, 0 to 1, and the roots that both use."""
    weights = load_weights()
    mine = {root: weights.of(root) for root in find_roots(one)}
    theirs = {root: weights.of(root) for root in find_roots(other)}
    shared = sorted(mine.keys() & theirs.keys(), key=lambda root: (-mine[root], root))
    length = math.sqrt(_square(mine) * _square(theirs))
    return (_square({root: mine[root] for root in shared}) / length if length else 0.0), tuple(
        shared
    )


def _square(weights: dict[str, float]) -> float:
    """Give the square of a vector's length."""
    return sum(weight * weight for weight in weights.values())
