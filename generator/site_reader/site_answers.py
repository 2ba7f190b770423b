"""Answers to questions about a built site, with the address and edition of everything quoted.

No answer repeats words of the question: a client's log shows only what the edition shows.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from generator.errors import ReftelError
from generator.site_reader.passage_search import PassageIndex, Ranked, excerpt, query_words
from generator.site_reader.site_tables import CableTables, Row, values

Answer = dict[str, Any]

MOST_RESULTS = 50
MOST_PARAS = 50
EXCERPT = 700
"""About the most characters of a para that a result of a search quotes."""

MOST_ROWS = 100
"""The most references, citations or passages in an answer."""

_CABLE_FIELDS = ("mrn", "date", "year", "post", "classification", "captions", "subject", "address")
_HEADER_FIELDS = (*_CABLE_FIELDS, "dtg", "sender", "tags", "paras", "json_address")
_PARA_FIELDS = ("number", "letter", "marking", "label", "section_title", "text", "address")

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


NearestWords = Callable[[str], Answer]
"""Describes a quotation that no paragraph has word for word; empty if nothing is known of it."""


class SiteAnswers:
    """Everything that can be asked of a site."""

    def __init__(self, tables: CableTables, nearest: NearestWords = lambda quotation: {}) -> None:
        """`nearest` gives the words of the cables that are nearest to a quotation."""
        self._tables = tables
        self._nearest = nearest

    def about(self) -> Answer:
        """What the site is, and how to cite it."""
        years = [row["year"] for row in self._tables.cables.values() if row["year"] is not None]
        return self._answer(
            self._tables.address,
            cables=len(self._tables.cables),
            years=[min(years), max(years)] if years else [],
            posts=sorted({row["post"] for row in self._tables.cables.values()})[:MOST_ROWS],
            how_to_cite="Quote word for word, with the cable's number, the paragraph's number, the "
            "classification and the address. Addresses are permanent; without https:// they are "
            "relative to the root of the site. A notice in square brackets replaces what is "
            "withheld: do not guess what it hides.",
        )

    def search(
        self,
        query: str,
        post: str = "",
        year: int | None = None,
        tag: str = "",
        limit: int = 10,
    ) -> Answer:
        """The passages with words of the query, the best first."""
        if not query_words(query):
            raise ReftelError("'query' has no words to look for.")
        cables = [
            not (post and row["post"].casefold() != post.casefold())
            and not (year is not None and row["year"] != year)
            and not (tag and tag.upper() not in row["tags"])
            for row in self._tables.cables.values()
        ]
        ranked = self._index.search(query, lambda passage: cables[self._cable_at(passage)])
        results = [self._result(one, query) for one in ranked[:limit]]
        return self._answer(self._tables.address, found=len(ranked), results=results)

    def cable(self, mrn: str, first: int = 1, count: int = MOST_PARAS) -> Answer:
        """The header of a cable, and its paras from a position on."""
        row = self._cable(mrn)
        rows = self._tables.rows("paras", "mrn", row["mrn"])
        paras = values(rows[first - 1 : first - 1 + count], "position", "anchor", *_PARA_FIELDS)
        rest = max(0, len(rows) - (first - 1) - count)
        return self._answer(
            row["address"],
            cable=_header(row),
            text_edition=row["source_sha256"][:8],
            paragraphs=paras,
            paragraphs_after=rest,
        )

    def para(self, mrn: str, para: str) -> Answer:
        """A para with its cable."""
        row = self._cable(mrn)
        rows = self._tables.rows("paras", "mrn", row["mrn"])
        wanted = para.rpartition("#")[2].strip().lstrip("¶").strip()
        matches = [one for one in rows if wanted == one["anchor"]] or [
            one for one in rows if wanted in (str(one["number"]), one["letter"])
        ]
        if not matches:
            names = [str(one["number"] or one["letter"] or one["anchor"]) for one in rows]
            shown = (
                f"{', '.join(names[:3])} ... {names[-1]}" if len(names) > 4 else ", ".join(names)
            )
            raise ReftelError(
                f"{row['mrn']} has no such paragraph. "
                + (f"It has {len(names)}: {shown}." if names else "It has no text in this copy.")
            )
        return self._answer(
            matches[0]["address"],
            cable=_header(row),
            text_edition=row["source_sha256"][:8],
            paragraphs=values(matches, "anchor", *_PARA_FIELDS, "first_line", "last_line"),
        )

    def term(self, term: str, mrn: str = "") -> Answer:
        """The meanings of an abbreviation with the passages that give them; and that in a cable."""
        wanted = term.strip()
        rows = self._tables.rows("terms", "short", wanted) or self._tables.rows(
            "terms", "short", wanted.upper()
        )
        if not rows:
            raise ReftelError(
                "The glossary has no such abbreviation. Write it as the cables do, in the "
                "singular; or search for the words."
            )
        (row,) = rows
        uses = self._tables.rows("uses", "short", row["short"])
        counts = Counter(use["meaning"] for use in uses)
        meanings = self._tables.rows("meanings", "short", row["short"])
        fields = ("meaning", "expansion", "original", "language", "source", "scope", "note")
        passages = self._tables.rows("definitions", "short", row["short"])
        answer = self._answer(
            row["address"],
            term=row["short"],
            uses=row["uses"],
            cables=row["cables"],
            meanings=[{**one, "uses": counts[one["meaning"]]} for one in values(meanings, *fields)],
            passages=[self._passage(one) for one in passages[:MOST_ROWS]],
        )
        return {**answer, "in_cable": self._meaning_in(mrn, uses, meanings)} if mrn else answer

    def _meaning_in(self, mrn: str, uses: Sequence[Row], meanings: Sequence[Row]) -> Answer:
        """What an abbreviation means in a cable, and how that is known."""
        cable = self._cable(mrn)
        here = [use for use in uses if use["mrn"] == cable["mrn"]]
        indexes = sorted({use["meaning"] for use in here if use["meaning"] is not None})
        return {
            **values([cable], "mrn", "address")[0],
            "uses": len(here),
            "meanings": [meanings[index]["expansion"] for index in indexes],
            "known_by": sorted({use["status"] for use in here}),
        }

    def references(self, mrn: str) -> Answer:
        """What a cable cites, and which cables of the collection cite it, held or not."""
        number = mrn.strip().upper()
        citing = [
            one for one in self._tables.rows("references", "target", number) if one["mrn"] != number
        ]
        row = self._tables.cables.get(number)
        if row is None and not citing:
            raise self._no_cable()
        own = self._tables.rows("references", "mrn", number) if row is not None else []
        cites = values(
            own, "place", "letter", "raw", "kind", "outcome", "target", "reason", "anchor"
        )
        for one in cites:
            if one.get("outcome") == "held":
                one["target_address"] = self._tables.cables[one["target"]]["address"]
        cited_by = [{**self._place(one), "words": one["raw"]} for one in citing[:MOST_ROWS]]
        return self._answer(
            row["address"] if row is not None else self._tables.address,
            is_held=row is not None,
            cites=cites[:MOST_ROWS],
            cites_count=len(cites),
            cited_by=cited_by,
            cited_by_count=len(citing),
        )

    def quotation(self, quotation: str) -> Answer:
        """Whether paras have the words of a quotation, one after the other, as they are.

        Line ends, runs of blanks and the shape of quotation marks make no difference.
        """
        wanted = _plain(quotation)
        places = [
            row
            for row in self._rows_with(wanted)
            if wanted in _plain(row["text"]) or wanted in _plain(f"{row['label']} {row['text']}")
        ]
        verdict = "exact" if places else "not found"
        return self._answer(
            self._tables.address,
            verdict=verdict,
            explanation=_VERDICTS[verdict],
            places=[self._para_place(row) for row in places[:MOST_RESULTS]],
            places_count=len(places),
            nearest={} if places else self._nearest(quotation),
        )

    # --- Parts of answers -------------------------------------------------------------------------

    def _answer(self, address: str, **content: Any) -> Answer:
        """An answer with the site, the edition and the address that it is about."""
        site = {"site": self._tables.name, "edition": self._tables.edition}
        return {**site, "address": address or "./", **content}

    def _cable(self, mrn: str) -> Row:
        row = self._tables.cables.get(mrn.strip().upper())
        if row is None:
            raise self._no_cable()
        return row

    def _no_cable(self) -> ReftelError:
        example = next(iter(self._tables.cables), "")
        return ReftelError(
            "This edition has no cable with that number. A number is made of year, post and serial "
            f"number{f', as in {example}' if example else ''}."
        )

    def _result(self, ranked: Ranked, query: str) -> Answer:
        row = self._tables.cables[self._numbers[self._cable_at(ranked.passage)]]
        within = ranked.passage - self._firsts[self._cable_at(ranked.passage)]
        result = values([row], *_CABLE_FIELDS)[0]
        if within == 0:
            return {**result, "score": round(ranked.score, 3)}
        para = self._tables.rows("paras", "mrn", row["mrn"])[within - 1]
        part = excerpt(para["text"], query, EXCERPT)
        return {
            **result,
            **values([para], "number", "letter", "marking")[0],
            "text": part,
            "is_whole": part == para["text"],
            "address": para["address"],
            "score": round(ranked.score, 3),
        }

    def _passage(self, row: Row) -> Answer:
        """A passage that defines an abbreviation."""
        return {**self._place(row), "quote": row["quote"], "meaning": row["meaning"]}

    def _place(self, row: Row) -> Answer:
        """The cable and para of a row, with the address of the para."""
        cable = self._tables.cables[row["mrn"]]
        place = {"mrn": row["mrn"], "address": cable["address"]}
        if row["anchor"]:
            paras = self._tables.rows("paras", "mrn", row["mrn"])
            at = [one for one in paras if one["anchor"] == row["anchor"]]
            return {**place, **values(at, "number", "letter", "address")[0]} if at else place
        return place

    def _para_place(self, para: Row) -> Answer:
        cable = self._tables.cables[para["mrn"]]
        place = values([cable], "mrn", "date", "classification", "subject")[0]
        return {**place, **values([para], "number", "letter", "marking", "address")[0]}

    # --- Passages ---------------------------------------------------------------------------------

    @cached_property
    def _numbers(self) -> Sequence[str]:
        return list(self._tables.cables)

    @cached_property
    def _firsts(self) -> array[int]:
        """The index of the first passage of each cable, its subject."""
        firsts, at = array("Q"), 0
        for row in self._tables.cables.values():
            firsts.append(at)
            at += 1 + row["paras"]
        return firsts

    @cached_property
    def _index(self) -> PassageIndex:
        return PassageIndex(self._texts())

    def _texts(self) -> Iterator[str]:
        """The text of each passage: of each cable its number and subject, then its paras."""
        paras = self._tables.every("paras")
        for mrn, row in self._tables.cables.items():
            yield f"{mrn} {row['subject'] or ''}"
            for para in islice(paras, row["paras"]):
                if para["mrn"] != mrn:
                    raise ReftelError(
                        "The tables of cables and paras differ: build the site again."
                    )
                yield f"{para['label'] or ''} {para['text']}"

    def _cable_at(self, passage: int) -> int:
        return bisect_right(self._firsts, passage) - 1

    def _rows_with(self, wanted: str) -> Iterator[Row]:
        """The paras that may have a text: those with its longest words in a row."""
        words = re.findall(r"\w+", wanted)
        if not words:
            return
        phrase = " ".join(words[:12])
        for ranked in self._index.search(f'"{phrase}"'):
            at = self._cable_at(ranked.passage)
            within = ranked.passage - self._firsts[at]
            if within:
                yield self._tables.rows("paras", "mrn", self._numbers[at])[within - 1]


_VERDICTS: Mapping[str, str] = {
    "exact": "These paragraphs have the words, one after the other.",
    "not found": "No paragraph of this edition has these words, one after the other. They may be "
    "altered, from elsewhere, or withheld here: a passage that is withheld cannot be checked.",
}


def _header(row: Row) -> Answer:
    return values([row], *_HEADER_FIELDS)[0]


def _plain(text: str) -> str:
    """A text for comparison: single blanks, plain quotation marks."""
    return _SPACE.sub(" ", text.translate(_QUOTES)).strip()
