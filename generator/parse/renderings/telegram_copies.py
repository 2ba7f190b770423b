"""The list of forms in which one telegram is copied, alone or within a page or table."""

from __future__ import annotations

from generator.parse.renderings import (
    airgrams,
    archive_records,
    frus_tei,
    frus_text,
    incoming_telegrams,
    smart_telegrams,
    telegram_drafts,
    telegram_forms,
)
from generator.parse.renderings.rendered_text import Rendering
from generator.parse.telegram_marks import shows_telegram

COPIES = (
    Rendering("document of a FRUS volume (TEI)", frus_tei.detects, frus_tei.read),
    Rendering("document of a FRUS volume (text)", frus_text.detects, frus_text.read),
    Rendering("SMART telegram", smart_telegrams.detects, smart_telegrams.read),
    Rendering("National Archives record", archive_records.detects, archive_records.read),
    Rendering("draft of a telegram", telegram_drafts.detects, telegram_drafts.read),
    Rendering("telegram form", telegram_forms.detects, telegram_forms.read),
    Rendering("incoming telegram", incoming_telegrams.detects, incoming_telegrams.read),
    Rendering("airgram", airgrams.detects, airgrams.read),
)
"""Forms of one telegram."""


def holds_telegram(text: str) -> bool:
    """True if the text of a cell or element is a telegram: by its lines or by its form."""
    return shows_telegram(text.split("\n")) or any(form.detects(text) for form in COPIES)
