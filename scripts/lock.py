"""Compile `requirements/*.txt` from `pyproject.toml`: exact versions with hashes, no addresses.

Needs uv on the PATH or in `.tools`. With `--upgrade` every package moves to its newest version that
fits; without it only what `pyproject.toml` changed.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# On the command line, so that a mirror named in somebody's environment cannot leak into the files.
PUBLIC_INDEX = "https://" + "pypi.org/simple"
FLAGS = (
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"),
    *("--no-header", "--quiet", "--no-config", "--default-index", PUBLIC_INDEX),
)
# Each set, and the sets whose versions it must share because both are installed together.
SETS = {
    "run": (),
    "test": ("run",),
    "browser": ("run", "test"),
    "bench": ("run", "test", "browser"),
    "uv": (),
    "node": (),
}


def compile_set(uv: str, name: str, upgrade: bool) -> None:
    """Write one requirement file; raises CalledProcessError when no set of versions fits."""
    source = ["pyproject.toml"] if name == "run" else ["--group", f"pyproject.toml:{name}"]
    shared = [part for other in SETS[name] for part in ("-c", f"requirements/{other}.txt")]
    out = ["-o", f"requirements/{name}.txt", *(["--upgrade"] if upgrade else [])]
    subprocess.run([uv, "pip", "compile", *source, *shared, *FLAGS, *out], cwd=ROOT, check=True)


def main() -> None:
    """Compile every set in order."""
    own = ROOT / ".tools" / "bin" / "uv"
    uv = str(own) if own.exists() else shutil.which("uv")
    if uv is None:
        sys.exit("uv is needed: run ./run check once, which fetches it")
    for name in SETS:
        compile_set(uv, name, upgrade="--upgrade" in sys.argv[1:])
        print(f"requirements/{name}.txt")


if __name__ == "__main__":
    main()
