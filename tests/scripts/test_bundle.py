"""The bundle: which tokens stay, and what happens where it cannot be made."""

import json
from pathlib import Path

import pytest

from scripts import bundle

THEME = {"--a": "var(--b)", "--b": "#fff", "--c": "var(--d, 1px)", "--d": "2px", "--e": "red"}


def test_tokens_stay_that_are_used_directly_or_through_another() -> None:
    assert bundle.used_tokens(THEME, "p{color:var(--a)}") == ["--a", "--b"]


def test_a_token_with_a_fallback_is_used_all_the_same() -> None:
    assert bundle.used_tokens(THEME, "p{margin:var( --c, 3px)}") == ["--c", "--d"]


def test_an_unknown_token_is_left_to_its_fallback() -> None:
    assert bundle.used_tokens(THEME, "p{color:var(--unknown, red)}") == []


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a checkout with one component, and npm already done."""
    packages = {
        "@utrecht/table-css": {"dist/index.min.css": "\ufeffp{color:var(--a)}"},
        bundle.TOKENS: {"dist/theme.css": ":root{--a: #123456; --z: 1px;}"},
        bundle.FONT: {f"files/{name}": "font" for name in bundle.FONT_FILES},
        bundle.PAPER_FONT: {f"files/{name}": "font" for name in bundle.PAPER_FONT_FILES},
        bundle.SCRIPT: {"dist/htmx.min.js": "js"},
    }
    modules, static = tmp_path / "node_modules", tmp_path / "static"
    for package, files in packages.items():
        meta = json.dumps({"name": package, "version": "1.0", "license": "EUPL-1.2"})
        for name, text in {**files, "package.json": meta, "LICENSE.md": "licence"}.items():
            (modules / package / name).parent.mkdir(parents=True, exist_ok=True)
            (modules / package / name).write_text(text, encoding="utf-8")
    static.mkdir()
    (static / "gestand.css").write_text("body{margin:0}")
    (tmp_path / "package.json").write_text(
        json.dumps({"dependencies": dict.fromkeys(packages, "1")})
    )
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setattr(bundle, "ROOT", tmp_path)
    monkeypatch.setattr(bundle, "MODULES", modules)
    monkeypatch.setattr(bundle, "STATIC", static)
    monkeypatch.setattr(bundle, "VENDOR", static / "vendor")
    monkeypatch.setattr(bundle, "install_modules", lambda **_: None)
    return tmp_path


def test_the_bundle_holds_layer_tokens_font_script_and_manifest(checkout: Path) -> None:
    bundle.main()
    vendor = checkout / "static" / "vendor"
    styles = (vendor / "nlds.css").read_text()
    manifest = json.loads((vendor / "manifest.json").read_text())
    assert styles.startswith("@layer nlds{")
    assert "--a:#123456;" in styles
    assert "--z" not in styles
    assert {entry["package"] for entry in manifest} == {
        "@utrecht/table-css", bundle.TOKENS, bundle.FONT, bundle.PAPER_FONT, bundle.SCRIPT,
    }  # fmt: skip
    fonts = (*bundle.FONT_FILES, *bundle.PAPER_FONT_FILES)
    assert all((vendor / name).exists() for name in (*fonts, "htmx.min.js"))


def test_the_bundle_is_made_anew_only_when_something_changed(checkout: Path) -> None:
    styles = checkout / "static" / "vendor" / "nlds.css"
    bundle.main()
    styles.write_text("mark")
    bundle.main()
    assert styles.read_text() == "mark"
    (checkout / "static" / "gestand.css").write_text("body{color:var(--z)}")
    bundle.main()
    assert "--z:1px;" in styles.read_text()


def test_without_npm_one_line_is_said_and_the_old_bundle_stays(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**_: object) -> None:
        raise bundle.NoBundle("npm lukte niet")

    monkeypatch.setattr(bundle, "install_modules", refuse)
    bundle.main()
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "de pagina's werken ook zonder" in said
    assert not (checkout / "static" / "vendor").exists()


def test_a_component_without_styles_is_refused(checkout: Path) -> None:
    (checkout / "node_modules/@utrecht/table-css/dist/index.min.css").unlink()
    with pytest.raises(bundle.NoBundle, match="geen stijlblad"):
        bundle.make_bundle("mark")
