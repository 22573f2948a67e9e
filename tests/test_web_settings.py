"""A server that cannot be started says so in one line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from mtdetect.cli.app import app
from mtdetect.config.web_settings import WebSettings
from mtdetect.errors import UsageError
from mtdetect.web.server import run_server


def test_without_its_extra_the_command_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtdetect.web.installed.find_spec", lambda name: None if name == "uvicorn" else name)

    ran = CliRunner().invoke(app, ["serve", "--isolated"])

    assert (2, "mtdetect: error: serve: needs uvicorn: pip install 'mtdetect[web]'\n") == (ran.exit_code, ran.stderr)


@pytest.mark.parametrize("path", ["tools", "/tools/", "/", "/t\u00f6\u00f6ls", "/a\tb", "https://a.example/b"])
def test_a_prefix_is_a_path(path: str) -> None:
    with pytest.raises(UsageError, match=r"--root-path .*: is no path such as /tools/mtdetect: begin with / and end"):
        run_server(WebSettings(root_path=path))


def test_the_page_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none: the folder of the page is missing: install mtdetect anew"):
        run_server(WebSettings(static=tmp_path / "none"))


def test_an_address_must_be_one_of_this_machine() -> None:
    with pytest.raises(
        UsageError, match=r"serve 192\.0\.2\.1:8000: cannot be listened on .*: name another --host or --port"
    ):
        run_server(WebSettings(host="192.0.2.1"))


def test_what_is_matched_against_must_be_an_index(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some text.", encoding="utf-8")

    for name, cause in (("a.txt", "is no index: make one by 'mtdetect index build"), ("none", "does not exist")):
        with pytest.raises(UsageError, match=f"--against .*{name}: {cause}"):
            run_server(WebSettings(against=(tmp_path / name,)))
