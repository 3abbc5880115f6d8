"""Write the measured figures as a page to read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SETS = {
    "seeds": "five papers, in view",
    "dev": "nine papers, in view",
    "own.looked_at": "own, in view",
    "own.blind": "own, blind",
    "letters.looked_at": "made up, in view",
    "letters.blind": "made up, blind",
    "letters.first": "made up, before they were in view",
}
KINDS = {
    "kind.brief": "letters",
    "kind.verslag-schriftelijk-overleg": "written consultations",
    "kind.other": "answers to questions",
    "kind.verslag-debat": "debates",
    "kind.motie": "motions",
}
FIGURES = {
    "references.f1_with_identity": "references, F1 with the right paper",
    "motions.f1": "motions, mention F1",
    "motions.field.movers": "… movers",
    "motions.field.ids": "… number",
    "motions.field.stance": "… what is done with it",
    "commitments.precision": "commitments, precision",
    "commitments.recall": "commitments, recall",
    "commitments.f1": "commitments, F1",
    "commitments.field.kind": "… kind",
    "commitments.field.made": "… made here or earlier",
    "commitments.field.actor": "… actor",
    "commitments.field.conditional": "… conditional",
    "terms.f1": "terms, found F1",
    "terms.day": "… the day exactly",
    "look_alikes": "look-alikes taken for commitments",
    "fulfilments.f1": "statements of fulfilment, F1",
    "fulfilments.field.target_kind": "… what they speak of",
    "fulfilments.field.status": "… status",
    "metadata": "date, number, senders, signatories",
}
HEAD = """# Accuracy

Written by `./run accuracy` on {measured}, with reader {reader}. Nothing here is typed in by hand; the website shows the same figures, and `tests/cli/test_gold.py` holds floors just under them.

Every paper was annotated by hand after published guidelines, without looking at what the program finds. Rules were then written with some papers *in view*; those figures flatter. *Blind* papers were annotated by this project (`tests/gold/`: places, values and a hash of the text, no words) and neither their text nor their errors were looked at while rules were written: they say what to expect of a new letter, as far as so few papers can. The papers *made up* (`tests/letters/`) were written and annotated for this, after the guidelines and after real papers, by writers who knew neither rules nor word lists; no sentence of theirs is from a real paper. The last twelve of those in view (`k01` to `l06`, by two writers) were measured before their errors were looked at: that column stays as it was then (`docs/accuracy-first.json`). Twelve more (`j01` to `j06`, `m01` to `m06`) are blind still: their totals were read, their errors never; how much a sentence must weigh to be proposed was chosen with these totals in view. At such a first sight the six before (`i01` to `i06`, reader 2026.11.13) showed commitments F1 0.889, kind 0.861, actor 0.722, motions 1.000, their number 1.000, what is done with them 0.680, terms' day 0.964, statements 0.773, look-alikes 0 of 103; the eighteen before those (`f01` to `h06`, by three writers, reader 2026.11.12) showed commitments F1 0.769, kind 0.874, actor 0.790, motions 0.993, their number 1.000, what is done with them 0.684, terms' day 0.972, statements 0.698, look-alikes 7 of 347; six of them (`g01` to `g06`), still unseen when the errors of the other twelve had been mended, commitments F1 0.864, statements 0.800. The six before (`e01` to `e06`) showed commitments F1 0.808, kind 0.950, actor 0.925, motions 1.000, their number 0.905, what is done with them 0.857, statements 0.778, look-alikes 1 of 96; the six before (`d01` to `d06`, denser with promises and with statements that point back than real letters are) showed commitments F1 0.820, kind 0.853, actor 0.813, motions 1.000, their number 0.895, what is done with them 0.684, statements 0.465, look-alikes 3 of 90; the eight before (`c01` to `c08`) showed commitments F1 0.875, kind 0.971, actor 0.971, motions 1.000, their number 1.000, what is done with them 0.720, statements 0.809, look-alikes 2 of 45; the first eight (`b01` to `b08`) 0.947, 0.917, 0.833, 1.000, 0.862, 0.966, 0.927 and 0 of 52. Fourteen real papers (a list of decisions and thirteen sets of questions, now among the project's own) showed references 71 of 71, look-alikes 2 of 95, and of their 10 commitments, all told in the list of decisions, 6.

In brackets 95 % of 2,000 draws of as many papers with replacement; after it the range when any one paper is left out. A figure over few marks is worth little: the number of marks stands on top.
"""
TAIL = """
## What is not supported

- Promises that only follow from the context: “Ja.” to a member's request, or a chair's list that names no act. Irony and what a member puts into the government's mouth.
- Promises spread over sentences that do not point to each other. Each sentence is read with the one before it, not further.
- Terms that hang on another event (“zodra het advies er is”) have no day. They are kept in words, as vague.
- Names of motions without number or mover (“de motie over het loket”). They are kept as mentions and count for no motion; a clerk can link the sentence to its motion by hand.
- The rows and columns of tables in PDF, which are read as lines or cells. Scans are refused with a line that says so.
- Languages other than Dutch: references are found, promises are not.

## Commands

```
./run accuracy                                   # this page; GESTAND_GOLD names the folder of annotated papers
./run gestand read LETTER.txt --json FOLDER      # what the machine sees in one letter
```
"""


def cell(figure: Mapping[str, Any] | None) -> str:
    """Write one figure with its interval."""
    if figure is None:
        return "–"
    text = f"{figure['value']:.3f} [{figure['low']:.2f}–{figure['high']:.2f}]"
    if figure["without_one"]:
        low, high = figure["without_one"]
        text += f" {low:.2f}–{high:.2f}"
    return text


def table(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as a table; the first is its head."""
    head, *body = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body))


def figures_table(groups: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Write one column for each group of papers that is there."""
    there = {key: title for key, title in names.items() if key in groups}
    rows = [["", *there.values()]]
    rows.append(["papers", *(str(groups[key]["papers"]) for key in there)])
    for kind in ("references", "motions", "commitments", "fulfilments", "look_alikes"):
        label = "marks: look-alikes" if kind == "look_alikes" else f"marks: {kind}"
        rows.append([label, *(str(groups[key]["marks"][kind]) for key in there)])
    for figure, title in FIGURES.items():
        rows.append([title, *(cell(groups[key]["figures"].get(figure)) for key in there)])
    return table(rows)


def failures_table(groups: Mapping[str, Any]) -> str:
    """Count what went wrong, by type, over the sets."""
    there = [key for key in SETS if key in groups]
    kinds = sorted({name for key in there for name in groups[key]["failures"]})
    rows = [["", *(SETS[key] for key in there)]]
    rows += [
        [name, *(str(groups[key]["failures"].get(name, 0)) for key in there)] for name in kinds
    ]
    return table(rows)


def links_table(links: Mapping[str, Any]) -> str:
    """Write what was found of the annotated pairs."""
    rows = [["relation", "pairs", "recall@1", "recall@3", "MRR"]]
    rows += [
        [
            "all" if name == "all" else f"*{name}*",
            str(row["pairs"]),
            *(f"{row[one]:.2f}" for one in ("recall@1", "recall@3", "mrr")),
        ]
        for name, row in links["relations"].items()
    ]
    return table(rows)


def page_of(figures: Mapping[str, Any]) -> str:
    """Give the text of `docs/accuracy.md`."""
    groups = figures["groups"]
    parts = [
        HEAD.format(measured=figures["measured"], reader=figures["reader"]),
        "## By set\n",
        figures_table(groups, SETS),
        "\n## By kind of paper, all sets together\n",
        figures_table(groups, KINDS),
        "\n## Links among the five papers\n",
        links_table(figures["links"]),
        f"\n{figures['links']['suggested']} links are suggested in all; {figures['links']['precision']:.0%} of them are among the annotated pairs, and at most five stand under one item.",
        "\n## What went wrong, counted\n",
        failures_table(groups),
        TAIL,
    ]
    return "\n".join(parts)
