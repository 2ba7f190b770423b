"""The only reader and writer of content files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from generator.curated.glossary import read_glossary
from generator.curated.redactions import read_redactions
from generator.diagnostics import Diagnostic, diagnostic
from generator.editions.settings import PUBLIC
from generator.errors import ReftelError
from generator.model import Curated, Decisions, Page, Source
from generator.text import SourceText

SUFFIXES = frozenset({".txt", ".md", ".cable"})
"""Endings of files in content/cables that are read as cables."""

LARGEST_SOURCE = 4_000_000
"""Bytes of the largest file that is read; the longest known cable has a tenth of that."""

LONGEST_LINE = 1_000_000
"""Characters of the longest line that is read."""

MOST_LINES = 50_000
"""Lines of the longest file that is read."""

CURATED_GLOSSARY = "content/curated/glossary.yml"
"""What editors decided about short forms."""

CURATED_REDACTIONS = "content/curated/redactions.yml"
"""What editors decided to withhold."""

BROKEN = "\ufffd"
"""Stands for bytes that are no letter."""

_PACKAGE = Path(__file__).resolve().parent


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
    def settings(self) -> Path:
        """MkDocs' settings."""
        return self.root / "mkdocs.yml"

    def check(self) -> None:
        """Raise `ReftelError` where this is no workspace."""
        if not self.settings.is_file():
            raise ReftelError(
                f"{self.settings} is missing: a workspace has a mkdocs.yml and a folder "
                "content/cables. Make one with 'reftel new DIR', or go into it first."
            )
        if not self.cables.is_dir():
            raise ReftelError(
                f"{self.cables} is missing: make this folder and put the cables into it, "
                "one text file each."
            )


# --- Cables -----------------------------------------------------------------------


def source_files(workspace: Workspace) -> list[Path]:
    """The files of content/cables in the order of their names; hidden ones are left out."""
    found = [
        path
        for path in workspace.cables.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and not any(p.startswith(".") for p in path.relative_to(workspace.cables).parts)
        and not path.is_dir()
    ]
    return sorted(found, key=lambda p: p.relative_to(workspace.cables).as_posix())


def read_sources(workspace: Workspace, files: Iterable[Path]) -> Iterator[Source]:
    """Each file as a source, named by its path within content/cables."""
    for path in files:
        yield read_source(path, path.relative_to(workspace.cables).as_posix())


def read_source(path: Path, name: str) -> Source:
    """One file decoded, or what stood in the way."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_SOURCE else b""
    except OSError as error:
        return _unread(name, diagnostic("file-unreadable", reason=error.strerror or str(error)))
    if size > LARGEST_SOURCE:
        return _unread(name, _too_large(f"{size:,} bytes", f"{LARGEST_SOURCE:,} bytes"))
    return decode(data, name)


def decode(data: bytes, name: str) -> Source:
    """UTF-8 with or without a byte order mark, else Windows-1252; binary data is told apart."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _unread(name, diagnostic("encoding-unknown"))
    controls = sum(data.count(bytes([c])) for c in (*range(1, 9), *range(14, 27), *range(28, 32)))
    nuls = data.count(0)
    if (controls > 16 and controls * 20 > len(data)) or nuls * 4 > len(data) > 0:
        return _unread(name, diagnostic("file-binary", reason=f"{controls + nuls} control bytes"))
    text, found = _text(data)
    if text is None:
        return Source(name=name, text=None, diagnostics=tuple(found))
    if nuls:
        before = text.partition("\0")[0]
        line = before.count("\n") + 1
        at = before.rpartition("\n")[2][-40:]
        found.append(diagnostic("nul-bytes", line=line, text=f"{at}␀", count=nuls))
    source = SourceText(text)
    lines = len(source.lines)
    longest = max(map(len, source.lines), default=0)
    if lines > MOST_LINES:
        found.append(_too_large(f"{lines:,} lines", f"{MOST_LINES:,} lines"))
    if longest > LONGEST_LINE:
        found.append(_too_large(f"a line of {longest:,} characters", f"{LONGEST_LINE:,} in a line"))
    if any(d.code == "file-too-large" for d in found):
        return Source(name=name, text=None, diagnostics=tuple(found))
    return Source(name=name, text=text, diagnostics=tuple(found))


def _text(data: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text of UTF-8, of UTF-8 with broken bytes, or of Windows-1252, and what to say of it.

    Where more letters beyond ASCII are sound than broken, it is UTF-8 that was damaged: read as
    Windows-1252, every one of them would be wrong.
    """
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        lenient = data.decode("utf-8-sig", errors="replace")
    broken = lenient.count(BROKEN)
    sound = sum(not c.isascii() for c in lenient) - broken
    if sound > broken:
        before = lenient.partition(BROKEN)[0]
        at = before.rpartition("\n")[2][-40:]
        line = before.count("\n") + 1
        return lenient, [
            diagnostic("encoding-damaged", line=line, text=f"{at}{BROKEN}", count=broken)
        ]
    try:
        return data.decode("cp1252"), [diagnostic("encoding-windows-1252")]
    except UnicodeDecodeError:
        return None, [diagnostic("encoding-unknown")]


def _unread(name: str, why: Diagnostic) -> Source:
    return Source(name=name, text=None, diagnostics=(why,))


def _too_large(size: str, limit: str) -> Diagnostic:
    return diagnostic("file-too-large", size=size, limit=limit)


# --- What editors own ------------------------------------------------------------------


def read_curated(workspace: Workspace) -> Curated:
    """The curated glossary; empty where there is no file.

    Raises `ReftelError` that names each fault with file and line.
    """
    text = _curated_text(workspace, CURATED_GLOSSARY)
    return Curated() if text is None else read_glossary(text, CURATED_GLOSSARY)


def read_decisions(workspace: Workspace) -> Decisions:
    """What editors decided to withhold; nothing where there is no file.

    Raises `ReftelError` that names each fault with file and line.
    """
    text = _curated_text(workspace, CURATED_REDACTIONS)
    return Decisions() if text is None else read_redactions(text, CURATED_REDACTIONS)


def _curated_text(workspace: Workspace, name: str) -> str | None:
    path = workspace.root / name
    if not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReftelError(f"{name} is not UTF-8; save it as UTF-8.") from error


# --- Templates ----------------------------------------------------------------------


def packaged_templates() -> Path:
    """The templates that come with the program: in the wheel, or in a checkout."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def read_templates(workspace: Workspace) -> dict[str, str]:
    """The page templates by name; a workspace's own file takes the place of the packaged one."""
    templates: dict[str, str] = {}
    for folder in (packaged_templates() / "pages", workspace.root / "templates" / "pages"):
        for path in sorted(folder.glob("*.j2")):
            try:
                templates[path.name] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                raise ReftelError(f"{path} is not UTF-8; save it as UTF-8.") from error
    return templates


def theme_folders(workspace: Workspace) -> tuple[Path, Path]:
    """Folders that override the theme: the workspace's own, which counts more, and ours."""
    own = (workspace.root / "templates" / "theme").resolve()
    return own, (packaged_templates() / "theme").resolve()


# --- Pages ----------------------------------------------------------------------------


def write_pages(workspace: Workspace, pages: Iterable[Page]) -> int:
    """Write the pages that changed and remove those that are no more; how many changed.

    Hidden files are left alone: `.gitignore` keeps the folder in a repository.

    An unchanged page is not touched, so that watchers and caches can trust its time.
    """
    changed = 0
    kept: set[str] = set()
    folders: dict[str, Path] = {}
    for page in pages:
        if page.path in kept:
            raise ReftelError(f"two pages would stand at {page.path}; please report this.")
        kept.add(page.path)
        inner, _, name = page.path.rpartition("/")
        if inner not in folders:
            folders[inner] = _inside(workspace.pages, inner)
        changed += _write_if_changed(f"{folders[inner]}/{name}", page.text.encode("utf-8"))
    return changed + _remove_others(str(workspace.pages), "", kept)


def _inside(folder: Path, name: str) -> Path:
    """A folder of pages, which must stand in the folder of all pages."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ReftelError(f"the pages of {name} would stand outside {folder}")
    return path


def _write_if_changed(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            if file.read() == data:
                return False
    except OSError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    return True


def _remove_others(folder: str, inner: str, kept: Set[str]) -> int:
    """Remove files that are not `kept`, and folders that are empty then; how many files."""
    removed = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            name = inner + entry.name
            if entry.is_dir(follow_symlinks=False):
                removed += _remove_others(entry.path, f"{name}/", kept)
                if not any(os.scandir(entry.path)):
                    os.rmdir(entry.path)
            elif name not in kept and not entry.name.startswith("."):
                os.unlink(entry.path)
                removed += 1
    return removed


# --- New workspaces ---------------------------------------------------------------------


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
