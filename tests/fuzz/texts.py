"""Texts made from bytes, so that a fuzzer that changes bytes makes other cables."""

from __future__ import annotations

LINES = (
    "UNCLAS SECTION 01 OF 02 EXAMPLE 000012", "UNCLAS EXAMPLE 000012", "SIPDIS", "SENSITIVE",
    "R 112219Z MAR 08", "FM AMEMBASSY EXAMPLE", "TO RUEHC/SECSTATE WASHDC 0857", "INFO NSC",
    "E.O. 12958: N/A", "TAGS: PREL [ASEC](#)", "SUBJECT: RAIN", "REF: A. 06 STATE 1", "¶B. PARIS 2",
    "¶1. (U) One", "¶2. (SBU) Two.", "13. (SBU) QUESTION A. Three?", "POST RESPONSE: Yes.",
    "EXAMPLE 00000012 002 OF 002", "-------", "COMMENT", "-- item", "(1) point", "¶2007. Then",
    "08EXAMPLE12", "Thu Mar 27 00:00:00 +0100 2008", "...", "AGUIRRE", "", " ", "and so on,",
    'said ""yes""', "line \\", "Iraq,s", "27.A. (SBU) Yes", "a   b   c", "XXXXXXXXXXXX",
)  # fmt: skip
"""Lines of cables."""

PIECES = (
    *LINES,
    "the Rain Office (RO) and RO", "on March 3, 2007, he went.", "see para 2 and reftel A",
    "(formerly known as RO)", "in EXAMPLE 12 and septel", "paras 1-3, 5 and 7.B", "¶", "¶¶",
    "(SBU//NF)", "II. (U) Violence", "A. Develop", "BT", "#0721", "NNNN", "ZNR UUUUU ZZH",
    "DE RUEHME #0721/01 0712219", "//COMMENT//", "--------- -------", "End text.", "Begin text:",
    "Visit Example's Classified Web Site: X", "PART 1 OF 2", "<script>", "{{ x }}", "[a](b)",
    "\u202e", "\u200b", "\x00", "\x1b[31m", "\ud800", "\u2028", "\u0130", "\ufdfa", "é", "１",
    "²", "CLASSIFIED BY: X for reason 1.4 (b)", "DECL: 01/31/2018", "REFS: (A) STATE 1",
    "C O N F I D E N T I A L EXAMPLE 12", "not for public disclosure", "VZCZCXRO2093",
)  # fmt: skip
"""The same, parts of lines, and what is seldom."""

_ENDS = ("\n", " ", "", "\n\n")


def text_of(data: bytes) -> str:
    """A text: each two bytes are a piece or a character, and what stands behind it."""
    told = []
    for piece, end in zip(data[::2], data[1::2], strict=False):
        if piece < len(PIECES):
            told.append(PIECES[piece])
        else:
            told.append(chr(piece - len(PIECES) + (end >> 2) * (256 - len(PIECES))))
        told.append(_ENDS[end & 3])
    return "".join(told)
