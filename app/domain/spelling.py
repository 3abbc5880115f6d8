"""How far two spellings are apart."""


def distance(one: str, other: str, most: int) -> int:
    """Count the letters to add, drop, replace or swap with their neighbour; at most `most` + 1.

    The optimal string alignment of Damerau and Levenshtein, given up as soon as it is too far.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    line = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        earlier, before, line = before, line, [row]
        for column, facing in enumerate(other, 1):
            cost = min(before[column] + 1, line[-1] + 1, before[column - 1] + (letter != facing))
            if earlier and column > 1 and letter == other[column - 2] and one[row - 2] == facing:
                cost = min(cost, earlier[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
    return min(line[-1], most + 1)
