"""A workspace: its folders, its checks, and how a new one is created."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.disk.symlinks import check_folder, check_no_link, check_tree, check_within, kind_of
from generator.editions.edition_settings import PUBLIC
from generator.errors import ReftelError

_READ = (
    "mkdocs.yml",
    "content",
    "content/cables",
    "content/curated",
    "content/readings",
    "templates",
)
"""What is read and never written."""

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with `content/` and `mkdocs.yml`."""

    root: Path
    edition: str = PUBLIC
    """The edition to make."""

    @property
    def cables(self) -> Path:
        """Cables as received."""
        return self.root / "content" / "cables"

    @property
    def pages(self) -> Path:
        """The generated Markdown that MkDocs reads. Each edition has its own folder."""
        name = "pages" if self.edition == PUBLIC else f"pages-{self.edition}"
        return self.root / "content" / name

    @property
    def releases(self) -> Path:
        """The records of the edition's releases."""
        return self.root / "content" / "releases" / self.edition

    @property
    def state(self) -> Path:
        """The state of the edition's last build: may be deleted, must not be served."""
        return self.root / ".reftel" / self.edition

    @property
    def settings(self) -> Path:
        """MkDocs' settings."""
        return self.root / "mkdocs.yml"

    def check_links(self) -> None:
        """Raise `ReftelError` if a link leads out of the workspace, or is where files are written.

        Links in content/cables are checked when the cables are read.
        """
        for name in _READ:
            check_within(self.root, self.root / name)
        for folder in ("content/curated", "content/readings", "templates"):
            check_tree(self.root / folder)
        check_tree(self.releases)
        for path in (self.pages, *(self.state / name for name in ("pages", "site", "spare"))):
            check_no_link(self.root, path)
        for path in (
            self.root / "content",
            self.releases,
            self.pages,
            self.state.parent,
            self.state,
        ):
            check_folder(path)

    def check(self) -> None:
        """Raise `ReftelError` if this is not a workspace, or if a link leads out of it."""
        self.check_links()
        kind = kind_of(self.settings)
        if kind not in ("a file", "nothing"):
            raise ReftelError(
                f"{self.settings} is {kind}; expected a file with the settings of the site: put "
                "the file itself there."
            )
        if kind == "nothing":
            raise ReftelError(
                f"{self.settings} is missing: a workspace has a mkdocs.yml and a folder "
                "content/cables. Create one with 'reftel new DIR', or change to its folder."
            )
        if not self.cables.is_dir():
            raise ReftelError(
                f"{self.cables} is missing: create this folder and put the cables into it, "
                "one text file each."
            )


def packaged_templates() -> Path:
    """The templates that come with the program: in the wheel, or in a checkout."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def new_workspace(root: Path) -> None:
    """Create an empty workspace. Raises `ReftelError` if `root` is not empty."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ReftelError(f"{root} exists and is not empty: choose a new folder.")
    starter = packaged_templates() / "workspace"
    for path in sorted(starter.rglob("*")):
        if path.is_file():
            target = root / path.relative_to(starter).as_posix().replace("dot.", ".")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def keep_out_of_git(folder: Path) -> None:
    """Make git ignore a folder, unless it has a `.gitignore` already."""
    path = folder / ".gitignore"
    if not path.exists():
        path.write_text("*\n", encoding="utf-8")


def write_demo(
    workspace: Workspace,
    cables: Iterable[tuple[str, str]],
    *,
    readme: str,
    settings: dict[str, str],
) -> None:
    """Put cables (name and text) and a README into a new workspace.

    `settings` are values of mkdocs.yml by key; they replace the lines with these keys.
    """
    workspace.cables.mkdir(parents=True, exist_ok=True)
    for name, text in cables:
        (workspace.cables / f"{name}.txt").write_bytes(text.encode("utf-8"))
    (workspace.root / "README.md").write_bytes(readme.encode("utf-8"))
    lines = workspace.settings.read_text(encoding="utf-8").split("\n")
    keys = [line.partition(":")[0] for line in lines]
    changed = [
        f"{key}: {settings[key]}" if key in settings else line
        for key, line in zip(keys, lines, strict=True)
    ]
    workspace.settings.write_bytes("\n".join(changed).encode("utf-8"))
