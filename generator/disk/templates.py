"""The program's templates, and those of a workspace that replace them."""

from __future__ import annotations

from pathlib import Path

from generator.disk.workspaces import Workspace, packaged_templates
from generator.errors import ReftelError


def read_templates(workspace: Workspace) -> dict[str, str]:
    """The page templates by name; a workspace's own file replaces the packaged one."""
    templates: dict[str, str] = {}
    for folder in (packaged_templates() / "pages", workspace.root / "templates" / "pages"):
        for path in sorted(folder.glob("*.j2")):
            try:
                templates[path.name] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                raise ReftelError(f"{path} is not UTF-8; save it as UTF-8.") from error
    return templates


def theme_folders(workspace: Workspace) -> tuple[Path, Path]:
    """Folders that override the theme: the workspace's own, which has precedence, and ours."""
    own = (workspace.root / "templates" / "theme").resolve()
    return own, (packaged_templates() / "theme").resolve()
