"""The files of releases: what is damaged is named with its line; and what a text became."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.changes.cable_changes import cable_change
from generator.changes.cable_states import cable_line
from generator.changes.release_records import in_order, read_record, record_text
from generator.changes.text_pieces import pieces_text, read_pieces, text_changes, text_digest
from generator.errors import ReftelError
from generator.model import Mrn, NoticeDetails, Reason
from generator.model.site_releases import UNRELEASED, ChangeKind, ReleaseName, ReleaseRecord
from generator.parse.stages import parse_cable
from generator.pipeline.release_states import RecordedReleases
from tests.cables import cable_text
from tests.variants import BASE, FILES, Variant

HEAD = '{"release":"First","date":"2026-11-01","edition":"public","after":"","form":1}'
CABLE = '{"cable":"08LIMA1","fields":{"subject":"abcdefgh"},"paras":[["p-1","¶1","abcdefgh!r"]]}'
TERM = '{"term":"NSI","meanings":"abcdefgh"}'
FILE = "content/releases/public/2026-11-01-first.jsonl"


def read(*lines: str, file: str = FILE) -> ReleaseRecord:
    return read_record("\n".join([*lines, ""]), file, "public")


def head(*lines: str, before: str = HEAD) -> str:
    """The first line of a record that has these lines."""
    digest = text_digest("\n".join([*lines, ""]))
    return before.replace('"form":1', f'"form":1,"digest":"{digest}"')


def test_a_sound_record_is_read() -> None:
    record = read(head(CABLE, TERM), CABLE, TERM)
    assert (record.name.key, record.name.title, record.after) == ("2026-11-01-first", "First", "")
    assert record.lines.cables == {"08LIMA1": CABLE}
    assert record.lines.meanings == {"NSI": TERM}


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ((HEAD, CABLE), "1: its lines have changed since it was written"),
        (
            (head(CABLE), CABLE.replace("defgh", "defgx", 1)),
            "1: its lines have changed since it was written",
        ),
        ((HEAD, CABLE[:-5]), "2: invalid JSON"),
        ((HEAD, "[1]"), "2: expected an object"),
        (
            (HEAD, TERM, CABLE.replace("abcdefgh!r", "abcdefg!r")),
            "3: it is not the state of a cable",
        ),
        ((HEAD, CABLE.replace("08LIMA1", "../x")), "2: it is not the state of a cable"),
        ((HEAD, CABLE.replace("[[", "[[[")), "2: invalid JSON"),
        ((HEAD, CABLE.replace('"¶1",', "")), "2: it is not the state of a cable"),
        ((HEAD, CABLE, CABLE), "3: the cable or abbreviation occurs on an earlier line"),
        ((HEAD.replace("public", "internal"),), "1: it is not a release of the edition 'public'"),
        ((HEAD.replace('"form":1', '"form":2'),), "1: the form is not 1"),
        ((HEAD.replace("2026-11-01", "soon"),), "1: it has no date"),
        ((HEAD.replace("2026-11-01", "2026-11-02"),), "1: the file has another name"),
        ((HEAD.replace('"First"', "5"),), "1: it has no title"),
    ],
)
def test_a_damaged_record_is_named_with_its_line(lines: tuple[str, ...], fault: str) -> None:
    with pytest.raises(ReftelError) as error:
        read(*lines)
    assert str(error.value).startswith(f"{FILE}:{fault}")
    assert "the site is built without its releases" in str(error.value)


def test_a_record_that_is_cut_off_is_damaged() -> None:
    with pytest.raises(ReftelError, match="jsonl:2: the last line is cut off"):
        read_record(f"{HEAD}\n{CABLE}", FILE, "public")


def chained(*pairs: tuple[str, str]) -> list[str]:
    """The order of releases, given by name and the name of the one before."""
    records = [
        read(
            head(before=HEAD.replace('"after":""', f'"after":"{after and "2026-11-01-" + after}"')),
            file=f"content/releases/public/2026-11-01-{name}.jsonl",
        )
        for name, after in pairs
    ]
    return [record.name.key.removeprefix("2026-11-01-") for record in in_order(records)]


def test_releases_are_in_the_order_in_which_they_were_recorded() -> None:
    assert chained(("a", "c"), ("b", ""), ("c", "b")) == ["b", "c", "a"]
    assert chained() == []
    with pytest.raises(ReftelError, match=r"first|a\.jsonl:1: it follows a release whose file"):
        chained(("a", "c"), ("b", ""))
    with pytest.raises(ReftelError, match=r"b\.jsonl:1: .*a\.jsonl follows the same release"):
        chained(("a", ""), ("b", ""))
    with pytest.raises(ReftelError, match="in a circle"):
        chained(("a", "b"), ("b", "a"))


# --- Texts ----------------------------------------------------------------------------------------


def notice(rule: str, words: int = 0) -> str:
    return NoticeDetails(
        kinds=("name",), reasons=(Reason.PRIVACY,), rules=(rule,), words=words
    ).text


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("One. Two.", "One. Two.", ()),
        ("One. Two.", "One.  Two.", ()),
        ("One. Two.", "One. Three.", (ChangeKind.CHANGED,)),
        ("One. Two.", "One.", (ChangeKind.CHANGED,)),
        ("One X. Two.", f"One {notice('r')}. Two.", (ChangeKind.WITHHELD,)),
        (f"One {notice('r')}. Two.", "One X. Two.", (ChangeKind.SHOWN,)),
        (f"One {notice('r')}.", f"One {notice('s')}.", (ChangeKind.NOTICE,)),
        (f"One {notice('r', 10)}.", f"One {notice('r', 30)}.", ()),
        (
            "One X. Two. Three.",
            f"One {notice('r')}. Four. Three.",
            (ChangeKind.CHANGED, ChangeKind.WITHHELD),
        ),
        ("One. Two.", notice("r", 10), (ChangeKind.WITHHELD,)),
        (f"One. Said {notice('r')}.", "One.", (ChangeKind.CHANGED,)),
        ("One.", f"One. Said {notice('r')}.", (ChangeKind.CHANGED,)),
    ],
)
def test_what_a_text_became(before: str, after: str, kinds: tuple[ChangeKind, ...]) -> None:
    old, new = (read_pieces(pieces_text([text])) for text in (before, after))
    assert text_changes(old, new) == kinds


MRN = Mrn("08LIMA1")


def changes(before: str, after: str) -> dict[str, tuple[ChangeKind, ...]]:
    """What changed between two texts of a cable, by name of the place."""
    head = cable_text(MRN)
    lines = [
        cable_line(parse_cable(f"{head}\n{text}\n", name=MRN), MRN) for text in (before, after)
    ]
    change = cable_change(MRN, *lines)
    return {} if change is None else {place.name: place.kinds for place in change.places}


def test_paras_without_numbers_are_followed_by_their_text() -> None:
    text = "Salt is mined. It is sold.\n\nWool is spun. It is dear.\n\nThe port is shut."
    assert changes(text, text) == {}
    assert changes(text, f"\n\n{text}") == {}
    (kinds,) = changes(text, f"Rain fell all day.\n\n{text}").values()
    assert kinds == (ChangeKind.ADDED,)
    (kinds,) = changes(text, text.replace("It is dear", "It is cheap")).values()
    assert kinds == (ChangeKind.CHANGED,)
    moved = f"Rain fell all day.\n\n{text}".replace("It is dear", "It is cheap")
    assert sorted(changes(text, moved).values()) == [(ChangeKind.ADDED,), (ChangeKind.CHANGED,)]
    (kinds,) = changes(text, text.replace("The port is shut.", "")).values()
    assert kinds == (ChangeKind.REMOVED,)


def test_numbered_paras_are_followed_by_their_numbers() -> None:
    text = "¶1. (U) Salt is mined.\n\n¶2. (U) Wool is spun.\n"
    more = "¶1. (U) Rain fell.\n\n¶2. (U) Salt is mined.\n\n¶3. (U) Wool is spun.\n"
    assert changes(text, more) == {
        "¶1": (ChangeKind.CHANGED,),
        "¶2": (ChangeKind.CHANGED,),
        "¶3": (ChangeKind.ADDED,),
    }


def test_a_line_that_moved_has_no_link() -> None:
    """The address of an unnumbered para is that of its line, where another one may be now."""
    plain = "Salt is mined.\n\nWool is spun."
    first, second, third = (
        replace(BASE, files={**FILES, MRN: f"{cable_text(MRN)}\n{text}\n"}, rules="rules: []")
        for text in (plain, plain.replace("spun", "sold"), f"\n\n{plain}".replace("spun", "sold"))
    )
    one = recorded(first, 1)
    two = recorded(second, 2, one)
    places = [
        place.anchor
        for build in (second.build(of(one, two)), third.build(of(one, two)))
        for change in build.corpus.history.releases[1].cables
        for place in change.places
    ]
    assert [anchor is None for anchor in places] == [False, True]


def recorded(variant: Variant, day: int, *records: ReleaseRecord) -> ReleaseRecord:
    """A release of a variant after others."""
    name = ReleaseName(key=f"2026-11-0{day}-r", title="R", date=f"2026-11-0{day}")
    upcoming = variant.build(RecordedReleases(records=records, upcoming=name)).releases.upcoming
    assert upcoming is not None
    after = records[-1].name.key if records else ""
    text = record_text(name, "public", after, upcoming.lines)
    return read_record(text, f"content/releases/public/{name.key}.jsonl", "public")


def of(*records: ReleaseRecord) -> RecordedReleases:
    return RecordedReleases(records=records)


def test_a_title_that_is_withheld_later_hides_all_releases() -> None:
    record = replace(recorded(BASE, 1), name=ReleaseName(
        key="2026-11-01-ann-example", title="Of Ann Example", date="2026-11-01"))  # fmt: skip
    build = BASE.build(of(record))
    assert build.corpus.history.releases == ()
    assert "has words that the edition withholds" in build.releases.fault
    assert "Ann Example" not in build.releases.fault


def test_what_left_the_glossary_or_has_a_withheld_number_is_counted_and_not_named() -> None:
    """An abbreviation may have been in the text that is withheld now."""
    text = {**BASE.files, "07LIMA9": BASE.files["07LIMA9"].replace("One.", "The QQX, seen.")}
    before = replace(BASE, files=text, rules="rules: []")
    one = recorded(before, 1)
    assert "QQX" in one.lines.meanings
    paras = "paras: ['07LIMA9 ¶1'], passages: [08LIMA11, Nobody"
    hidden = replace(before, rules=BASE.rules).ruled("passages: [Nobody", paras)
    files = {name: source for name, source in text.items() if name != "08LIMA11"}
    files["08LIMA12"] = files["08LIMA12"].replace("08 LIMA 11 (para 2), ", "")
    after = replace(hidden, files=files)
    changes = after.build(RecordedReleases(records=(one,), upcoming=UNRELEASED)).releases.upcoming
    assert changes is not None
    assert changes.changes.lost_meanings == 1
    assert changes.changes.unnamed == 1
    assert "QQX" not in repr(changes.changes)
    assert "08LIMA11" not in repr(changes.changes)


def test_repairs_go_with_the_passage_that_is_withheld() -> None:
    words = "The Legal attach? saw the salt market."
    shown = replace(
        BASE, files={**FILES, MRN: cable_text(MRN, words, "Wool is spun.")}, rules="rules: []"
    )
    one = recorded(shown, 1)
    assert '"repairs":{"p-1"' in one.lines.cables[MRN]
    hidden = replace(shown, rules=BASE.rules).ruled(
        "passages: [Nobody", "paras: ['08LIMA1 ¶1'], passages: [Nobody"
    )
    upcoming = hidden.build(RecordedReleases(records=(one,), upcoming=UNRELEASED)).releases.upcoming
    assert upcoming is not None
    (change,) = [change for change in upcoming.changes.cables if change.mrn == MRN]
    assert [(place.name, place.kinds) for place in change.places] == [
        ("¶1", (ChangeKind.WITHHELD,))
    ]


def test_a_gap_of_the_publisher_is_told() -> None:
    text = "¶1. (U) In the north, [2 lines not declassified]. Salt is mined.\n"
    assert changes(text, text.replace("2 lines", "3 lines")) == {"¶1": (ChangeKind.CHANGED,)}


def test_an_earlier_release_does_not_name_what_left_the_glossary() -> None:
    first = replace(BASE, rules="rules: []").defined("terms:", "terms:\n  - {short: ZZQ, "
                                                     "meaning: Zinc, source: S}")  # fmt: skip
    second = replace(first, glossary=first.glossary.replace("Zinc", "Zone"))
    third = second.edited("08LIMA12", "the ZZQ shrank", "it shrank")
    third = replace(third, glossary=BASE.glossary)
    one = recorded(first, 1)
    two = recorded(second, 2, one)
    named = [
        {change.abbreviation for change in build.corpus.history.releases[1].meanings}
        for build in (second.build(of(one, two)), third.build(of(one, two)))
    ]
    assert named == [{"ZZQ"}, set()]
