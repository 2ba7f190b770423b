"""Reads and writes the files of a workspace; no other room touches content files."""

from generator.disk.curated import (
    CURATED_COPIES,
    CURATED_CORRECTIONS,
    CURATED_GLOSSARY,
    CURATED_REDACTIONS,
    CURATED_REQUESTS,
    READINGS,
    read_copy_entries,
    read_curated,
    read_decisions,
    read_editor_texts,
    read_names,
)
from generator.disk.faults import os_fault
from generator.disk.files import TEMPLATE_SUFFIXES, check_files, utf8_name
from generator.disk.import_files import (
    ImportEvent,
    import_source,
    list_sources,
    telegrams_in,
)
from generator.disk.import_folder import make_import_folder, open_log
from generator.disk.page_folder import PageFolder, PageStamp
from generator.disk.release_files import read_releases, release_file, write_release
from generator.disk.sources import (
    is_cable_file,
    read_source_file,
    read_sources,
    source_files,
)
from generator.disk.templates import read_templates, theme_folders
from generator.disk.workspaces import (
    Workspace,
    keep_out_of_git,
    new_workspace,
    packaged_templates,
    write_demo,
)

__all__ = [
    "CURATED_COPIES",
    "CURATED_CORRECTIONS",
    "CURATED_GLOSSARY",
    "CURATED_REDACTIONS",
    "CURATED_REQUESTS",
    "READINGS",
    "TEMPLATE_SUFFIXES",
    "ImportEvent",
    "PageFolder",
    "PageStamp",
    "Workspace",
    "check_files",
    "import_source",
    "is_cable_file",
    "keep_out_of_git",
    "list_sources",
    "make_import_folder",
    "new_workspace",
    "open_log",
    "os_fault",
    "packaged_templates",
    "read_copy_entries",
    "read_curated",
    "read_decisions",
    "read_editor_texts",
    "read_names",
    "read_releases",
    "read_source_file",
    "read_sources",
    "read_templates",
    "release_file",
    "source_files",
    "telegrams_in",
    "theme_folders",
    "utf8_name",
    "write_demo",
    "write_release",
]
