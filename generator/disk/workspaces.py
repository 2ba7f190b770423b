"""The folder in which everything stands, and how a new one begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.disk.symlinks import check_folder, check_no_link, check_tree, check_within, kind_of
from generator.editions.edition_settings import PUBLIC
from generator.errors import ReftelError

_READ = ("mkdocs.yml", "content", "content/cables", "content/curated", "templates")
"""What is read of a workspace and not written."""

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with `content/` and `mkdocs.yml`."""

    root: Path
    edition: str = PUBLIC
    """The edition whose pages are made."""

    @property
    def cables(self) -> Path:
        """Cables as received."""
        return self.root / "content" / "cables"

    @property
    def pages(self) -> Path:
        """Generated Markdown: what MkDocs reads. Each edition but `public` has its own."""
        name = "pages" if self.edition == PUBLIC else f"pages-{self.edition}"
        return self.root / "content" / name

    @property
    def state(self) -> Path:
        """What earlier builds of the edition found out: safe to delete, and never to be served."""
        return self.root / ".reftel" / self.edition

    @property
    def settings(self) -> Path:
        """MkDocs' settings."""
        return self.root / "mkdocs.yml"

    def check_links(self) -> None:
        """Raise `ReftelError` where a link leads out of the workspace, or from where it is written.

        Links in content/cables are told as the cables are read.
        """
        for name in _READ:
            check_within(self.root, self.root / name)
        for folder in (self.root / "content" / "curated", self.root / "templates"):
            check_tree(folder)
        for path in (self.pages, *(self.state / name for name in ("pages", "site", "spare"))):
            check_no_link(self.root, path)
        for path in (self.root / "content", self.pages, self.state.parent, self.state):
            check_folder(path)

    def check(self) -> None:
        """Raise `ReftelError` where this is no workspace, or one of which links lead out."""
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
                "content/cables. Make one with 'reftel new DIR', or go into it first."
            )
        if not self.cables.is_dir():
            raise ReftelError(
                f"{self.cables} is missing: make this folder and put the cables into it, "
                "one text file each."
            )


def packaged_templates() -> Path:
    """The templates that come with the program: in the wheel, or in a checkout."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def new_workspace(root: Path) -> None:
    """Make an empty workspace that builds at once; a folder with something in it is refused."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ReftelError(f"{root} exists and is not empty: name a new folder.")
    starter = packaged_templates() / "workspace"
    for path in sorted(starter.rglob("*")):
        if path.is_file():
            target = root / path.relative_to(starter).as_posix().replace("dot.", ".")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def keep_out_of_git(folder: Path) -> None:
    """Let Git leave out all that stands in a folder, unless somebody has said otherwise there."""
    note = folder / ".gitignore"
    if not note.exists():
        note.write_text("*\n", encoding="utf-8")


def write_demo(
    workspace: Workspace,
    cables: Iterable[tuple[str, str]],
    *,
    readme: str,
    settings: dict[str, str],
) -> None:
    """Put cables (name and text) and a README into a new workspace.

    `settings` are lines of mkdocs.yml by their key, which take the place of those that are there.
    """
    workspace.cables.mkdir(parents=True, exist_ok=True)
    for name, text in cables:
        (workspace.cables / f"{name}.txt").write_bytes(text.encode("utf-8"))
    (workspace.root / "README.md").write_bytes(readme.encode("utf-8"))
    lines = workspace.settings.read_text(encoding="utf-8").split("\n")
    told = [line.partition(":")[0] for line in lines]
    kept = [
        f"{key}: {settings[key]}" if key in settings else line
        for key, line in zip(told, lines, strict=True)
    ]
    workspace.settings.write_bytes("\n".join(kept).encode("utf-8"))
