"""What the settings of a workspace say of its site: name, address, edition, folder."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.disk import Workspace
from generator.disk.symlinks import kind_of, leads_out
from generator.errors import ReftelError
from generator.mkdocs_build.mkdocs_settings import load_settings
from generator.mkdocs_build.workspace_settings import read_settings
from generator.model import SiteFeature, SiteInfo


def site_info(config: MkDocsConfig) -> SiteInfo:
    """What the settings say of the site. Raises `ReftelError` where they lack Reftel's plugin."""
    address = config.site_url or ""
    return SiteInfo(
        name=config.site_name,
        address=address if address.endswith("/") or not address else f"{address}/",
        description=config.site_description or "",
        version=version("reftel"),
        edition=reftel_plugin(config).edition,
        pdf=bool(reftel_plugin(config).config["pdf"]),
        left_out=tuple(sorted(set(map(_site_feature, reftel_plugin(config).config["leave_out"])))),
    )


def _site_feature(name: object) -> SiteFeature:
    """The feature of a site of that name. Raises `ReftelError` if there is none."""
    try:
        return SiteFeature(str(name))
    except ValueError:
        raise ReftelError(
            f"mkdocs.yml: leave_out has {str(name)[:60]!r}: expected one of "
            f"{', '.join(SiteFeature)}."
        ) from None


def read_site_info(workspace: Workspace) -> SiteInfo:
    """The same, from the workspace's settings, which MkDocs reads, and runs what they name.

    Raises `ReftelError` where they are faulty.
    """
    return site_info(load_config(workspace))


def site_folder(workspace: Workspace) -> Path:
    """Where the built site of the workspace's edition stands.

    Raises `ReftelError` where the settings are faulty, or a link leads from within the workspace
    out of it.
    """
    folder = read_settings(workspace, workspace.edition).site_folder
    if folder.is_relative_to(workspace.root) and leads_out(folder, workspace.root):
        raise ReftelError(
            f"{folder} leads to {kind_of(folder)} outside the workspace by a link, which is not "
            "followed: if the site is to be there, name it in mkdocs.yml as site_dir, or as the "
            "edition's folder."
        )
    return folder.resolve()


def in_edition(workspace: Workspace, name: str) -> Workspace:
    """The workspace with the edition of that name, by default the one that the settings choose.

    Raises `ReftelError` where there is none.
    """
    return replace(workspace, edition=read_settings(workspace, name).edition.name)


def load_config(workspace: Workspace, *, pdf: bool = False) -> MkDocsConfig:
    """MkDocs' settings of the workspace in its edition, with a PDF of each cable or as they say.

    Raises `ReftelError` where they are faulty.
    """
    Workspace(workspace.root).pages.mkdir(parents=True, exist_ok=True)
    read_settings(workspace, workspace.edition)  # a sentence where MkDocs cannot read them
    config = load_settings(workspace.settings)
    plugin = reftel_plugin(config)
    plugin.choose_edition(config, workspace.edition)
    if pdf:
        plugin.config["pdf"] = True
    return config


def reftel_plugin(config: MkDocsConfig) -> Any:
    """Reftel's own plugin, of a type that this layer does not know.

    Raises `ReftelError` where the settings do not name it.
    """
    plugin = config.plugins.get("reftel")
    if plugin is None:
        raise ReftelError("mkdocs.yml does not name the plugin reftel; add it under plugins.")
    return plugin
