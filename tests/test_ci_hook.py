"""The hook of pre-commit, really installed by pre-commit from a repository, and run by git."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from sysconfig import get_paths

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds" / "articles"
BUILT_FROM = ("LICENSE", "README.md", "pyproject.toml", ".pre-commit-hooks.yaml", "mtdetect", "models", "seeds/rules")
GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.hooksPath=.git/hooks")

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or importlib.util.find_spec("pre_commit") is None,
    reason="needs git, and pre-commit of the extra dev",
)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What lets pip install without the network: what is needed is here already, and seen by way of PYTHONPATH."""
    home = tmp_path_factory.mktemp("home")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "MTDETECT_"))}
    return inherited | {
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it as the flag: without isolation
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
        "PYTHONPATH": get_paths()["purelib"],
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """The project as a git repository of its own."""
    folder = tmp_path_factory.mktemp("project")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    committed(folder, environment)
    return folder


@pytest.fixture
def articles(tmp_path: Path, source: Path, environment: dict[str, str]) -> Path:
    """A repository with an article by a person, and the hook installed as the example has it."""
    config = yaml.safe_load((ROOT / "docs" / "ci" / "pre-commit-config.yaml").read_text(encoding="utf-8"))
    head = git(source, environment, "rev-parse", "HEAD").stdout.strip()
    [repository] = config["repos"]
    repository |= {"repo": str(source), "rev": head}
    config["default_language_version"] = {"python": sys.executable}
    (tmp_path / "content").mkdir()
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    shutil.copy(SEEDS / "organ.txt", tmp_path / "content")
    committed(tmp_path, environment)
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=tmp_path, env=environment, check=True, capture_output=True
    )
    return tmp_path


def git(folder: Path, environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*GIT, *arguments], cwd=folder, env=environment, check=False, capture_output=True, text=True, encoding="utf-8"
    )


def committed(folder: Path, environment: dict[str, str]) -> None:
    for arguments in (("init", "--quiet"), ("add", "--all", "--force"), ("commit", "--quiet", "--message", "a")):
        done = git(folder, environment, *arguments)
        assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_a_commit_with_a_translated_article_is_stopped_and_one_without_is_not(
    articles: Path, environment: dict[str, str]
) -> None:
    shutil.copy(SEEDS / "bees.pt-quotes.txt", articles / "content")
    (articles / "content" / "short.md").write_text("Too short.\n", encoding="utf-8")
    (articles / "content" / "empty.md").touch()
    (articles / "notes.txt").write_text("Not an article.\n", encoding="utf-8")
    git(articles, environment, "add", "--all")

    stopped = git(articles, environment, "commit", "--message", "b")
    git(articles, environment, "rm", "--cached", "--quiet", "content/bees.pt-quotes.txt")
    passed = git(articles, environment, "commit", "--message", "b")

    said = stopped.stdout + stopped.stderr
    assert stopped.returncode == 1, said
    assert "content/bees.pt-quotes.txt:1:1: translated likely machine-translated" in said
    assert "gate: 1 of 1 article translated (allowed 0); not counted: 2 not judged: FAIL" in said
    assert "notes.txt" not in said
    assert passed.returncode == 0, passed.stdout + passed.stderr
