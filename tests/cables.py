"""Small invented cables for tests."""

from __future__ import annotations

from generator import parse_cable
from generator.model import Cable, Corpus, StoredCable, full_year, split_mrn
from generator.search.documents import SearchDocument
from generator.search.volumes import search_volumes


def cable_text(mrn: str, *paras: str, marking: str = "U", header: str = "") -> str:
    """A cable with numbered paras; `header` holds further lines, as `REF: 07EXAMPLE12`."""
    parts = split_mrn(mrn)
    assert parts is not None
    year, post, number = parts
    lines = [
        f"R 010900Z JUN {full_year(year) % 100:02d}",
        f"FM AMEMBASSY {post}",
        "TO SECSTATE WASHDC",
        "",
        f"UNCLAS {post} {number:06d}",
        "",
        "E.O. 12958: N/A",
        "TAGS: PREL",
        "SUBJECT: An example",
        *([header] if header else []),
        "",
    ]
    for index, para in enumerate(paras, 1):
        lines += [f"¶{index}. ({marking}) {para}", ""]
    return "\n".join(lines)


def example(mrn: str, *paras: str, marking: str = "U", header: str = "") -> Cable:
    """The same, parsed."""
    return parse_cable(cable_text(mrn, *paras, marking=marking, header=header), name=mrn)


def filed_cable(mrn: str, *paras: str, marking: str = "U", header: str = "") -> StoredCable:
    """The same, as a file of a corpus."""
    return StoredCable(
        name=f"{mrn}.txt", cable=example(mrn, *paras, marking=marking, header=header)
    )


def search_documents(corpus: Corpus) -> list[SearchDocument]:
    """All that can be found of a corpus."""
    return [
        document
        for parts in search_volumes(corpus).values()
        for part in parts
        for document in part.make()
    ]
