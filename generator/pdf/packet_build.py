"""Makes a packet of a reading list, from the pages of a built site."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from generator.disk.site_files import check_regular
from generator.disk.symlinks import replace_file
from generator.errors import ReftelError
from generator.model import SiteInfo
from generator.pdf import pdf_document
from generator.pdf.packet_list import ReadingList, read_address, read_lines
from generator.pdf.packet_markdown import packet_markdown
from generator.pdf.packet_pieces import PieceText, load_pieces, root_address
from generator.pdf.packet_sheet import packet_html, packet_style
from generator.pdf.pdf_build import STYLES


def load_list(text: str) -> ReadingList:
    """The list of an address, or of a file with a number a line. Raises `ReftelError`."""
    if "#" in text:
        return read_address(text)
    if os.path.isdir(text) or not os.path.exists(text):
        raise ReftelError(
            f"{text[:80]!r}: expected the address of a packet, or a file with the number of a "
            "cable, or number and paragraph (08LIMA12#3), in each line."
        )
    try:
        return read_lines(Path(text).read_text(encoding="utf-8"), text)
    except UnicodeDecodeError as error:
        raise ReftelError(f"{text}: not text in UTF-8: save the list as UTF-8.") from error


def packet_pieces(site: Path, reading_list: ReadingList) -> list[PieceText]:
    """The pieces with their text from the site. Raises `ReftelError` if it has none of them."""
    check_regular(site)
    pieces = load_pieces(site, reading_list.pieces)
    if not any(text.nodes for text in pieces):
        raise ReftelError("nothing on the list is in this edition; no packet was made.")
    return pieces


def packet_pdf(
    site: Path, reading_list: ReadingList, pieces: list[PieceText], info: SiteInfo
) -> bytes:
    """The packet as tagged PDF; the same list and site give the same bytes."""
    styles = [(site / name).read_text(encoding="utf-8") for name in STYLES]
    styles.append(packet_style(reading_list, pieces, info))
    html = packet_html(reading_list, pieces, info)
    identifier = hashlib.sha256("\0".join([*styles, html]).encode()).hexdigest()
    return pdf_document.render_pdf(html, styles, identifier)


def write_packet(
    target: Path, site: Path, reading_list: ReadingList, info: SiteInfo, *, pdf: bool
) -> list[str]:
    """Write the packet as PDF or Markdown; returns what the edition does not have, in words."""
    pieces = packet_pieces(site, reading_list)
    info = replace(info, address=root_address(pieces))
    absent = [text.absent for text in pieces if text.absent]
    data = (
        packet_pdf(site, reading_list, pieces, info)
        if pdf
        else packet_markdown(reading_list, pieces, info).encode()
    )
    temporary = target.with_name(f".{target.name}-{os.getpid()}")
    replace_file(temporary, data)
    temporary.replace(target)
    return absent
