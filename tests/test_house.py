"""The rules of the house that a machine can check, over every file of the repository."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "cli",
    "domain",
    "mail",
    "matching",
    "printing",
    "reading",
    "services",
    "sources",
    "store",
    "web",
)
BINARY = {".png", ".pdf", ".woff2", ".ico", ".docx"}
LICENCES = {"0BSD", "BSD-0-Clause", "EUPL-1.2", "ISC", "MIT", "OFL-1.1"}
MODULE_LINES, FUNCTION_LINES = 400, 50
LINT = "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"

# Each with a letter in brackets, so that this file does not break its own rules.
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(?:w[o]rk|r[o]ot|h[o]me/\w+|t[m]p|U[s]ers)/")
REGISTRIES = re.compile(r"p[y]pi\.org|p[y]thonhosted\.org|n[p]mjs\.(?:org|com)")
UNFINISHED = re.compile(r"T[O]DO|F[I]XME|\bX[X]X\b|N[o]tImplementedError|m[a]rk\.(?:skip|xfail)\b")
SWITCHED_OFF = re.compile(r"p[r]agma: no cover|# type: i[g]nore(?!\[)|# n[o]qa(?!: [A-Z])")


@cache
def repository() -> tuple[Path, ...]:
    """Name every file that is, or is about to be, in the repository."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    files = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(file for file in files if file.is_file()))


def texts(*suffixes: str) -> Iterator[tuple[str, str]]:
    """Give the name and text of each file with one of the suffixes; of all without any."""
    for file in repository():
        if file.suffix in (suffixes or {file.suffix}) and file.suffix not in BINARY:
            yield file.relative_to(ROOT).as_posix(), file.read_bytes().decode("utf-8", "replace")


def modules(folder: str = "") -> Iterator[tuple[str, ast.Module]]:
    """Give the name and syntax tree of each Python file below a folder."""
    for name, text in texts(".py"):
        if name.startswith(folder):
            yield name, ast.parse(text)


def hits(pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    """Name each line that a pattern is found in."""
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts(*suffixes)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Give the dotted name and the line of each call and attribute in a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node), node.lineno


@pytest.mark.parametrize(
    "check",
    [
        pytest.param(["-c", LINT], id="imports"),
        pytest.param(["-m", "ruff", "check", "."], id="style"),
        pytest.param(["-m", "ruff", "format", "--check", "."], id="format"),
        pytest.param(["-m", "mypy"], id="types"),
    ],
)
def test_tool_finds_nothing(check: list[str]) -> None:
    done = subprocess.run([sys.executable, *check], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()


def test_every_room_is_there_and_has_tests() -> None:
    tested = {name.split("/")[1] for name, _ in texts(".py") if re.match(r"tests/\w+/test_", name)}
    assert [room for room in ROOMS if not list((ROOT / "app").glob(f"{room}*"))] == []
    assert [room for room in ROOMS if room not in tested] == []


def test_modules_stay_short() -> None:
    long = {name: len(text.splitlines()) for name, text in texts(".py")}
    assert {name: lines for name, lines in long.items() if lines > MODULE_LINES} == {}


def test_functions_stay_short() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in modules()
        if not name.startswith("migrations/")  # a list of columns is as long as the table
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    assert long == []


def test_nothing_is_unfinished() -> None:
    assert hits(UNFINISHED, ".py", ".html", ".js", ".css", ".toml") == []


def test_rules_are_switched_off_by_name_only() -> None:
    assert hits(SWITCHED_OFF, ".py", "") == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert hits(MACHINE_PATHS) == []


def test_no_file_names_a_package_registry() -> None:
    allowed = "scripts/lock.py"  # it names the public index, so that no mirror leaks in
    assert [hit for hit in hits(REGISTRIES) if not hit.startswith(allowed)] == []


def test_only_the_session_commits() -> None:
    commits = [
        f"{name}:{line}"
        for name, tree in modules("app/")
        for call, line in calls(tree)
        if call.endswith(".commit") and name != "app/session.py"
    ]
    assert commits == []


def test_only_the_clock_knows_the_time() -> None:
    clocks = re.compile(r"\b(?:datetime|date)\.(?:now|today|utcnow)$|^time\.time$")
    asked = [
        f"{name}:{line} {call}"
        for name, tree in modules("app/")
        for call, line in calls(tree)
        if clocks.search(call) and name != "app/clock.py"
    ]
    assert asked == []


def test_only_the_settings_read_the_environment() -> None:
    asked = [
        f"{name}:{line} {call}"
        for name, tree in modules("app/")
        for call, line in calls(tree)
        if call in ("os.environ", "os.getenv") and name != "app/settings.py"
    ]
    assert asked == []


def test_values_of_the_domain_are_frozen() -> None:
    loose = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in modules("app/domain/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for mark in map(ast.unparse, node.decorator_list)
        if mark.startswith("dataclass")
        and not {"frozen=True", "slots=True"} <= set(re.findall(r"\w+=\w+", mark))
    ]
    assert loose == []


def test_migrations_stand_on_their_own() -> None:
    imports = re.compile(r"^\s*(?:from|import) app\b")
    assert [hit for hit in hits(imports, ".py") if hit.startswith("migrations/versions/")] == []
    names = [name for name, _ in modules("migrations/versions/")]
    assert names
    assert [
        name for name in names if not re.match(r".*/\d{4}_\d\d_\d\d_[a-z0-9_]+\.py$", name)
    ] == []


def pinned(name: str) -> dict[str, str]:
    """Read a requirement file: each package with its one version."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", text, re.MULTILINE))


def test_requirements_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {"run": project["project"]["dependencies"], **project["dependency-groups"]}
    wrong = [
        f"{name}: {line}"
        for name, lines in wanted.items()
        for line in lines
        for asked in [Requirement(line)]
        if not asked.specifier.contains(pinned(name).get(asked.name, ""))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["run", "test", "browser", "bench", "uv", "node"])
def test_requirements_have_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    assert [entry.split()[0] for entry in entries if "==" in entry and "--hash=" not in entry] == []
    assert re.findall(r"\w+://\S+|^-", text, re.MULTILINE) == []


def test_sets_installed_together_agree() -> None:
    sets = [pinned(name) for name in ("run", "test", "browser")]
    every = {(package, version) for held in sets for package, version in held.items()}
    doubles = [package for package, _ in every if len({v for p, v in every if p == package}) > 1]
    assert [name for name in doubles if name != "soupsieve"] == []  # one version per Python


def test_npm_lock_names_packages_without_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    project = json.loads((ROOT / "package.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    for kind in ("dependencies", "devDependencies"):
        assert lock["packages"][""][kind] == project[kind]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if not entry.get("integrity")] == []
    assert {entry["license"] for entry in packages.values()} <= LICENCES


def test_dependencies_are_all_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    modules_of = {
        "argon2-cffi": "argon2", "css-inline": "css_inline", "flask-login": "flask_login",
        "flask-wtf": "flask_wtf", "fpdf2": "fpdf", "python-docx": "docx", "pydantic-settings": "pydantic_settings",
    }  # fmt: skip
    # Used without an import: by SQLAlchemy's URL, by WTForms, by the operator, by the standard library.
    silent = {"psycopg", "email-validator", "gunicorn", "tzdata"}
    source = "\n".join(
        text for name, text in texts(".py") if name.startswith(("app/", "migrations/"))
    )
    names = {Requirement(line).name for line in project["project"]["dependencies"]} - silent
    unused = [
        name
        for name in sorted(names)
        if not re.search(
            rf"^\s*(?:from|import) {modules_of.get(name, name)}\b", source, re.MULTILINE
        )
    ]
    assert unused == []
