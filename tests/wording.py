"""Words in templates that were not marked to be said in the reader's language."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, nodes

SAYS = {"_", "gettext", "ngettext", "number_words"}  # what is in their brackets is marked
LEADS = {"url_for", "item_url"}  # addresses are Dutch in every language
NAMES = {"Gestand", "Esc", "Message-ID"}
SPEAKERS = {"_", "later", "marked", "counted", "number_words", "say", "count"}  # in Python
SEEN = re.compile(r"title|alt|placeholder|label|aria-label|aria-description|data-(?:label|say\w*)")
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2}")
PHRASE = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]|[a-zà-ÿ.,:;] [A-Za-zà-ÿ“]")  # no name of a class or field
IDS = re.compile(r"(?:-[a-z]+ ?)+")  # the ends of ids, which a macro puts together
TECHNICAL = re.compile(  # names and values of headers, addresses, our own name before a value
    r"(?:[A-Z]\w*-)+[A-Z]\w*|\w+/[\w.+-]+(?:; ?[\w=-]+)?|https?://.*|(?:inline|attachment); filename=.*"
    r"|(?:private|public), .*|-//.*|Gestand(?:: \{\})?"
)
ENTITY = re.compile(r"&#?\w+;")


def unmarked(source: str) -> list[str]:
    """Give the words of a template that people see and that nothing says in their language."""
    parser = _Seen()
    parser.feed("".join(_flat(_environment().parse(source))))
    parser.close()
    return [words for words in parser.found if _is_words(words)]


def _environment() -> Environment:
    """Make an environment that knows the tags that our templates use."""
    return Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)


def _is_words(text: str) -> bool:
    """Say whether there is anything in it to translate."""
    bare = text.strip("–: ")
    return bool(WORD.search(ENTITY.sub("", text))) and bare not in NAMES and not IDS.fullmatch(bare)


def _flat(node: nodes.Node) -> Iterator[str]:
    """Give the HTML of all branches one after another, with the words of its expressions."""
    if isinstance(node, nodes.Output):
        before = ""
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                yield (before := part.data)
            else:
                yield "h2" if before.endswith(("<", "</")) else "".join(_shown(part))
        return
    if isinstance(node, nodes.Expr):
        yield "".join(f"<i>{words}</i>" for words in _within(node))
        return
    for child in node.iter_child_nodes():
        yield from _flat(child)


def _shown(node: nodes.Node) -> Iterator[str]:
    """Give the words that an expression shows as they are."""
    if isinstance(node, nodes.Const):
        yield node.value if isinstance(node.value, str) else ""
    elif isinstance(node, nodes.CondExpr):
        yield from _shown(node.expr1)
        yield from _shown(node.expr2) if node.expr2 else ()
    elif isinstance(node, nodes.Concat | nodes.Or | nodes.Add):
        for part in node.iter_child_nodes():
            yield from _shown(part)
    else:
        yield from _within(node)


def _within(node: nodes.Node) -> Iterator[str]:
    """Give the phrases that an expression hands on, to a macro or into a list."""
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str) and PHRASE.search(node.value):
            yield node.value
        return
    if isinstance(node, nodes.Compare | nodes.Test):
        return
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in SAYS | LEADS:
        return
    for child in node.iter_child_nodes():
        yield from _within(child)


class _Seen(HTMLParser):
    """Keep the texts and attributes that people see or hear."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._still = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes that are read out."""
        self._still = tag if tag in ("script", "style", "code", "kbd") else ""
        self.found += [value for name, value in attrs if value and SEEN.fullmatch(name)]

    def handle_endtag(self, _tag: str) -> None:
        """Go on after what is not for people."""
        self._still = ""

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if not self._still:
            self.found.append(" ".join(data.split()))


def _is_phrase(text: str) -> bool:
    """Say whether a text in Python is something that people read."""
    return bool(PHRASE.search(text)) and not TECHNICAL.fullmatch(text)


class _Said(ast.NodeVisitor):
    """Gather the phrases of a module that stand outside what says them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.found: list[ast.Constant | ast.JoinedStr] = []

    def visit_Constant(self, node: ast.Constant) -> None:
        """Keep a phrase."""
        if isinstance(node.value, str) and _is_phrase(node.value):
            self.found.append(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Keep a text with values in it, when there is a word in what it adds."""
        texts = [
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        ]
        if any(map(WORD.search, texts)) and _is_phrase("".join(texts)):
            self.found.append(node)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Call(self, node: ast.Call) -> None:
        """Pass over what is said, written in a log, or a pattern; look into the rest."""
        name = ast.unparse(node.func)
        if name.rpartition(".")[2] in SPEAKERS or name.startswith(("log.", "re.", "logging.")):
            return
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        """Pass over what is told to developers; a form tells people."""
        if node.exc is not None and ast.unparse(node.exc).startswith("ValidationError"):
            self.visit(node.exc)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Look at the value only."""
        if node.value is not None:
            self.visit(node.value)

    def visit_Expr(self, node: ast.Expr) -> None:
        """Pass over docstrings."""
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Pass over decorators and annotations."""
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.visit(default)
        for part in node.body:
            self.visit(part)


def unsaid(source: str) -> list[ast.Constant | ast.JoinedStr]:
    """Give the phrases of a module that nothing says in the language of who reads them."""
    found = _Said()
    found.visit(ast.parse(source))
    return found.found
