"""Reads and writes the files of a workspace; no other room touches content files."""

from generator.disk.curated import (
    CURATED_CORRECTIONS,
    CURATED_GLOSSARY,
    CURATED_REDACTIONS,
    read_curated,
    read_decisions,
)
from generator.disk.faults import os_fault
from generator.disk.files import TEMPLATE_SUFFIXES, check_files, utf8_name
from generator.disk.page_folder import PageFolder, PageStamp
from generator.disk.sources import decode, read_source, read_sources, source_files
from generator.disk.templates import read_templates, theme_folders
from generator.disk.workspaces import (
    Workspace,
    keep_out_of_git,
    new_workspace,
    packaged_templates,
    write_demo,
)

__all__ = [
    "CURATED_CORRECTIONS",
    "CURATED_GLOSSARY",
    "CURATED_REDACTIONS",
    "TEMPLATE_SUFFIXES",
    "PageFolder",
    "PageStamp",
    "Workspace",
    "check_files",
    "decode",
    "keep_out_of_git",
    "new_workspace",
    "os_fault",
    "packaged_templates",
    "read_curated",
    "read_decisions",
    "read_source",
    "read_sources",
    "read_templates",
    "source_files",
    "theme_folders",
    "utf8_name",
    "write_demo",
]
