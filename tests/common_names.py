"""Common names, and cables in which each of them stands in every kind of place."""

from __future__ import annotations

from tests.cables import cable_text
from tests.cases import FIXTURES

LISTED = (FIXTURES / "editions" / "common_names.txt").read_text(encoding="utf-8")
NAMES = [word for line in LISTED.splitlines() if line[:1] not in "#[" for word in line.split()]
"""500 surnames and 100 places."""

POSTS = ("LIMA", "MEXICO", "PARIS", "CARACAS", "LONDON", "BOGOTA")
PER_CABLE = 20


def cables_of_names() -> dict[str, str]:
    """The texts of cables that hold all of the names, by number."""
    groups = [NAMES[at : at + PER_CABLE] for at in range(0, len(NAMES), PER_CABLE)]
    return {
        (mrn := f"08{POSTS[at % len(POSTS)]}{1000 + at}"): text_of(mrn, names)
        for at, names in enumerate(groups)
    }


def text_of(mrn: str, names: list[str]) -> str:
    """A cable with names in its subject, a heading, text, lists, columns, and beside numbers."""
    first, second, *rest = names
    paras = [
        f"The Ambassador met {name} on Monday. {name.upper()} SAID THAT TALKS GO ON; {name}'s "
        f"deputy agreed. See {name} in 08 MEXICO 721, and {name.upper()} 08LIMA12 ({name})."
        for name in rest
    ]
    paras.append("Names:\n\n" + "\n".join(f"-- {name}, director" for name in names))
    paras.append("\n".join(f"{name:20s}  Director  {at:4d}" for at, name in enumerate(names)))
    paras.append(f"{first.upper()} AND {second.upper()} AGREE\n\nThey left. {names[-1].upper()}")
    text = cable_text(mrn, *paras, header=f"REF: 08 MEXICO 721 ({first})")
    return text.replace("An example", f"MEETING WITH {second.upper()} AND {first.upper()}")
