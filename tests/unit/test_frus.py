"""Documents and volumes of Foreign Relations of the United States."""

from __future__ import annotations

import datetime
import re

import pytest

from generator import parse_cable
from generator.facts.sending_posts import sending_post, spelled_post
from generator.model import Fate, NumberKind, Precedence
from generator.parse.renderings import frus_tei, frus_text, frus_volumes
from generator.parse.renderings.containers import split_container
from generator.parse.renderings.frus_source_note import read_marking, read_source_note
from generator.parse.renderings.frus_title import post_of, read_dateline, read_title
from generator.parse.renderings.frus_xml import MAX_DEPTH, read_xml, unbalanced_tags
from generator.parse.source_edits import SourceEdits
from tests.editions import everything, paras, published, rules

TITLE = "12. Telegram From the Embassy in Peru to the Department of State"
NOTE = (
    '<note n="1" type="source">Source: National Archives, RG 59, Central Foreign Policy File, '
    "D740001–0002. Secret; Immediate; Nodis.</note>"
)
DATELINE = (
    '<opener><dateline><placeName>Lima</placeName>, <date when="1974-05-02T15:30:00+00:00">'
    "May 2, 1974, 1530Z</date>.</dateline></opener>"
)
SIGNED = "<closer><signed><persName>Doe</persName></signed></closer>"


def document(body: str, *, title: str = TITLE, number: int = 12, dateline: str = DATELINE) -> str:
    """A document as it stands in a volume, with a prefix that is not declared."""
    return (
        f'<div type="document" n="{number}" xml:id="d{number}" frus:doc-dateTime-min="1974">\n'
        f"<head>{title}{NOTE}</head>\n{dateline}\n{body}\n{SIGNED}\n</div>\n"
    )


MEMORANDUM = document("<p>They met.</p>", title="13. Memorandum of Conversation", number=13)
TELEGRAM = document("<p>4321. Subject: Salt.</p>\n<p>1. One.</p>\n<p>2. Two.</p>")
VOLUME = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"\n  xml:id="frus1973v01">\n'
    "<text><front><p>Preface</p></front><body><div type='chapter'><head>Peru</head>\n"
    f"    {TELEGRAM}<pb n='4'/>{MEMORANDUM}</div></body></text></TEI>\n"
)

TEXT = f"""{TITLE}1

Lima, May 2, 1974, 1530Z.

4321. Subject: Salt. Ref: State 1.

1. One week ago.2 Two.

Doe

1. Summary: The Embassy reported.

Source: Lot Files. Secret.

2. Not printed.
"""


def test_a_volume_is_split_into_its_documents() -> None:
    parts = list(split_container(VOLUME))
    assert "".join(part.text[part.repeated :] for part in parts) == VOLUME
    assert [(part.label, part.left_out) for part in parts] == [
        ("start of the volume", "the front matter of the volume"),
        ("document d12", None),
        ("between documents", "text between documents"),
        ("document d13", "not a telegram: 13. Memorandum of Conversation"),
        ("end of the volume", "the end of the volume"),
    ]
    assert [part.first_line for part in parts] == [1, 5, 13, 13, 19]


def test_a_telegram_of_a_volume_is_read_alone() -> None:
    (part,) = [part for part in split_container(VOLUME) if part.left_out is None]
    cable = parse_cable(part.text)
    assert cable.id == "74LIMA4321"
    assert [(n.kind, n.text) for n in cable.archive_numbers] == [
        (NumberKind.FRUS, "frus1973v01/d12"),
        (NumberKind.FILM, "D740001–0002"),
    ]
    assert cable.diagnostics == ()


def test_a_volume_is_not_one_telegram() -> None:
    assert [item.code for item in parse_cable(VOLUME).diagnostics] == ["file-holds-many"]


def test_a_document_within_a_document_is_part_of_it() -> None:
    inner = MEMORANDUM.replace("frus:doc-dateTime-min", "n2")
    nested = document(f"<p>1. One.</p>{inner}")
    assert not frus_volumes.detects(nested)
    assert frus_volumes.detects(nested + nested)
    assert [p.text for p in split_container(nested + nested)] == [nested, nested]


def test_a_broken_volume_loses_nothing() -> None:
    broken = VOLUME.replace("<p>They met.</p>", "<p>They <hi>met.</p>")
    parts = list(split_container(broken))
    assert "".join(part.text[part.repeated :] for part in parts) == broken
    reasons = [part.left_out for part in parts]
    assert reasons.count(None) == 1
    assert reasons[-1] == "the XML is broken on line 16: mismatched tag"


def test_other_documents_are_refused() -> None:
    cable = parse_cable(MEMORANDUM)
    (refusal,) = cable.diagnostics
    assert refusal.code == "form-unknown"
    assert refusal.text == "13. Memorandum of Conversation"
    assert not cable.paras


BOMB = (
    '<!DOCTYPE d [<!ENTITY a "salt"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<div type="document"><head>&b;</head></div>'
)
EXTERNAL = (
    '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    '<div type="document"><head>&a;</head></div>'
)


@pytest.mark.parametrize("text", [BOMB, EXTERNAL])
def test_entities_are_refused(text: str) -> None:
    cable = parse_cable(text)
    (refusal,) = cable.diagnostics
    assert refusal.code == "form-unknown"
    assert "it declares entities" in refusal.message


def test_deep_nesting_is_refused() -> None:
    deep = document(f"<p>1. One.</p>{'<hi>' * 20_000}x{'</hi>' * 20_000}")
    cable = parse_cable(deep)
    found = [item for item in cable.diagnostics if item.code == "xml-broken"]
    assert len(found) == 1
    assert f"nested more than {MAX_DEPTH} deep" in found[0].message
    assert Fate.UNPARSED in cable.lines[found[0].line - 1 if found[0].line else 0].fates


@pytest.mark.parametrize(
    "text",
    [
        "<div type='document'>",
        "<div type='document'/>",
        "<div type='document'></div></root><p>",
        "<div type='document'><head>12. Telegram From Peru</head>\x00</div>",
        "<div type='document'><head>&nbsp;</head></div>",
        '<!DOCTYPE TEI SYSTEM "tei.dtd"><div type="document"><head></head></div>',
        "\ufeff<div type='document'><note/><head>\ud800</head><p>&#1;</p></div>",
        "<div type='document'><head>Telegram</head><list><head/><label/><item/></list></div>",
        "<x y='<div type='document''>",
    ],
)
def test_damaged_markup_is_read_without_an_exception(text: str) -> None:
    cable = parse_cable(text)
    assert all(line.fates for line in cable.lines)
    assert cable.diagnostics


def test_elements_know_their_places() -> None:
    text = '<div n="é>">\r\n<p>a&amp;é<pb/></p><q a="1"/>\r\n</div><div>x</div>'
    root, fault = read_xml(text)
    assert fault is None
    places = {e.name: text[e.start : e.end] for e in root.elements()}
    assert places["p"] == "<p>a&amp;é<pb/></p>"
    assert places["pb"] == "<pb/>"
    assert places["q"] == '<q a="1"/>'


def test_every_word_is_in_the_lines_of_its_para() -> None:
    body = (
        "<p>1. The har<pb\n n='2'/>vest (<gloss\n target='#x'>reftel</gloss>)\n"
        "<note\n>No.</note> ends.</p>"
    )
    cable = parse_cable(document(body))
    (para,) = cable.paras
    assert para.text == "The harvest (reftel) ends."
    lines = cable.lines[para.span.line - 1 : para.span.end_line]
    source = re.sub(r"<[^>]*>", "", "\n".join(line.text for line in lines))
    assert [word for word in ("har", "vest (", "reftel)", "ends.") if word not in source] == []
    assert [line.anchor for line in lines] == ["p-1"] * len(lines)


@pytest.mark.parametrize(
    ("place", "city", "year", "post"),
    [
        ("Peru", "Lima", 1974, "LIMA"),
        ("Kuwait", "Kuwait City", 1976, "KUWAIT"),
        ("Vietnam", "Saigon", 1974, "SAIGON"),
        ("Vietnam", None, 1974, None),
        ("Germany", "Bonn", 1975, "BONN"),
        ("Saudi Arabia", "Jidda", 1974, "JEDDAH"),
        ("Israel", "Jerusalem", 1974, None),
        ("Zaire", None, 1975, "KINSHASA"),
        ("Atlantis", None, 1975, None),
    ],
)
def test_the_post_of_an_embassy(place: str, city: str | None, year: int, post: str | None) -> None:
    assert sending_post(place, city, year, has_embassy=True) == post


@pytest.mark.parametrize(
    ("sender", "city", "post"),
    [
        ("Department of State", "Washington", "STATE"),
        ("Secretary of State", "Paris", None),
        ("Mission to the United Nations", "New York", "USUNNEWYORK"),
        ("Consulate General in Hong Kong", "Hong Kong", "HONGKONG"),
        ("Ambassador in the Soviet Union (Doe)", "Moscow", "MOSCOW"),
        ("Central Intelligence Agency", "Washington", None),
    ],
)
def test_the_post_of_a_sender(sender: str, city: str, post: str | None) -> None:
    assert post_of(sender, city, 1975) == post


def test_a_post_is_spelled_as_in_a_classification_line() -> None:
    assert spelled_post("BUENOSAIRES", None) == "BUENOS AIRES"
    assert spelled_post("USUNNEWYORK", "New York") == "USUN NEW YORK"
    assert spelled_post("JEDDAH", "Jidda") == "JIDDA"
    assert spelled_post("KUWAIT", "Kuwait City") == "KUWAIT"
    assert spelled_post("SANAA", "Sana’a") == "SANAA"


def test_titles() -> None:
    title = read_title("No. 7 Circular Airgram From the Department of State to Certain Posts", "")
    assert title is not None
    assert (title.is_airgram, title.document, title.addressee) == (True, "7", "Certain Posts")
    title = read_title(
        "7. Telegram 1597 From the Mission to the United Nations to the Department of State, "
        "May 2, 1974, 1530Z",
        "",
    )
    assert title is not None
    assert (title.serial, title.sender) == ("1597", "Mission to the United Nations")
    assert title.tail == "May 2, 1974, 1530Z"
    assert read_title("7. Editorial Note", "") is None
    assert read_title("7. Memorandum From Doe to Roe: Draft Telegram", "") is None
    assert read_title("The Ambassador in Peru (Doe) to the Department of State", "") is None


def test_datelines() -> None:
    line = read_dateline("Lima, May 2, 1974, 1530Z.")
    assert line is not None
    assert line.dtg is not None
    assert line.dtg.at == datetime.datetime(1974, 5, 2, 15, 30, tzinfo=datetime.UTC)
    assert line.dtg.raw == "May 2, 1974, 1530Z"
    local = read_dateline("Lima, 2 May 1954—5 p.m.")
    assert local is not None
    assert (local.place, local.date, local.dtg) == ("Lima", datetime.date(1954, 5, 2), None)
    assert read_dateline("Lima, undated.") is None
    assert read_dateline("Lima, February 31, 1974") is None


def test_source_notes() -> None:
    note = read_source_note(
        "Summary: Secret talks. Source: Lot 1, Top Secret Files. Top Secret; Niact Immediate; "
        "Exdis; [handling restriction not declassified]. Drafted by Doe. "
        "Repeated Priority to Quito, the Mission in Geneva, and Bogotá."
    )
    assert note.classification == "TOP SECRET"
    assert note.precedence is Precedence.IMMEDIATE
    assert note.captions == ("EXDIS",)
    assert [a.name for a in note.info] == ["Quito", "Mission in Geneva", "Bogotá"]
    assert read_source_note("Source: Secret Files, Box 1.").classification is None
    marking = read_marking("secret   priority")
    assert (marking.classification, marking.precedence) == ("SECRET", Precedence.PRIORITY)


@pytest.mark.parametrize(
    ("first", "date", "mrn", "reason"),
    [
        ("4321. Subject: Salt.", "May 2, 1973, 1530Z", "73LIMA4321", None),
        ("4321. Subject: Salt.", "May 2, 1972, 1530Z", None, "before 1973"),
        ("Lima 4321. Subject: Salt.", "May 2, 1974, 1530Z", "74LIMA4321", None),
        ("Quito 4321. Subject: Salt.", "May 2, 1974, 1530Z", None, "not of the sender's series"),
        ("Subject: Salt.", "May 2, 1974, 1530Z", None, None),
    ],
)
def test_numbers(first: str, date: str, mrn: str | None, reason: str | None) -> None:
    dateline = f"<dateline><placeName>Lima</placeName>, <date>{date}</date></dateline>"
    cable = parse_cable(document(f"<p>{first}</p><p>1. One.</p><p>2. Two.</p>", dateline=dateline))
    assert cable.id == mrn
    assert cable.header.subject == "Salt"
    found = [d.message for d in cable.diagnostics if d.code == "number-uncertain"]
    assert len(found) == (reason is not None)
    assert all(reason is not None and reason in message for message in found)


def test_a_telegram_to_the_secretary_has_the_number_of_the_department() -> None:
    title = "12. Telegram From the Department of State to Secretary of State Doe in Lima"
    dateline = DATELINE.replace("Lima", "Washington")
    body = "<p>Tosec 12/34567. Subject: Salt.</p><p>1. One.</p>"
    assert parse_cable(document(body, title=title, dateline=dateline)).id == "74STATE34567"


def test_the_first_number_of_a_text_without_serial_is_that_of_a_paragraph() -> None:
    cable = parse_cable(document("<p>1. One.</p><p>2. Two.</p>"))
    assert cable.id is None
    assert [para.number for para in cable.paras] == [1, 2]


def test_subject_and_references_as_lists() -> None:
    body = (
        "<p>4321.</p><list type='subject'><head>SUBJECT</head><item>Salt <hi>Talks</hi></item>"
        "</list><list><head>REF</head><item>(A) State 12</item><item>(B) Quito 3</item></list>"
        "<p>1. One.</p>"
    )
    cable = parse_cable(document(body))
    assert cable.header.subject == "Salt Talks"
    assert [r.target for r in cable.header.references] == ["74STATE12", "74QUITO3"]
    assert [para.text for para in cable.paras] == ["One."]


def test_the_text_behind_a_long_subject_is_text() -> None:
    words = " ".join(["word"] * 45)
    cable = parse_cable(document(f"<p>4321. Subject: Salt. The {words}.</p><p>More {words}.</p>"))
    assert cable.header.subject == "Salt"
    assert cable.paras[0].text.startswith("The word")


def test_a_message_within_a_telegram_keeps_its_signature() -> None:
    body = f"<p>1. Text: <quote><p>Dear Sir:</p><signed>Roe</signed></quote> End.</p>{SIGNED}"
    cable = parse_cable(document(body.replace("Doe", "Coe")))
    assert cable.signature == "Doe"
    assert {"Roe", "Coe"} <= set(" ".join(para.text for para in cable.paras).split())


SERIES = "Foreign Relations of the United States, 1973–1976, Volume E–99, Peru\n\n"


@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n", "[Page 7]\n\n", SERIES])
def test_plain_text(before: str) -> None:
    cable = parse_cable(before + TEXT)
    assert cable.id == "74LIMA4321"
    assert cable.header.classification == "SECRET"
    assert cable.signature == "Doe"
    assert [para.text for para in cable.paras] == ["One week ago. Two."]
    assert [repair.rule for repair in cable.repairs] == ["note-figure"]


def test_plain_text_without_notes_has_no_classification() -> None:
    cable = parse_cable(TEXT.partition("\n1. Summary")[0])
    assert cable.id == "74LIMA4321"
    assert cable.header.classification is None
    assert "classification-missing" in {item.code for item in cable.diagnostics}


def test_wrapped_plain_text_is_joined() -> None:
    wrapped = TEXT.replace("One week ago.2 Two.", "One\nweek ago.2\nTwo.")
    assert [para.text for para in parse_cable(wrapped).paras] == ["One week ago. Two."]


def test_figures_count_only_in_order() -> None:
    text = TEXT.replace("One week ago.2 Two.", "Some tons3 left a week ago.2 It was 1.2 tons2.")
    assert parse_cable(text).paras[0].text == "Some tons3 left a week ago. It was 1.2 tons2."


@pytest.mark.parametrize(
    "text",
    [
        "UNCLAS LIMA 000012\n\n1. Telegram From the Embassy in Peru to the Department of State",
        "12. Telegram From the Embassy in Peru to the Department of State arrived on May 2, 1974.",
        "12. Editorial Note\n\nLima, May 2, 1974",
        '<html><div data-type="document"><pre>UNCLAS LIMA 000012</pre></div></html>',
        "",
    ],
)
def test_other_texts_are_not_detected(text: str) -> None:
    assert not frus_text.detects(text)
    assert not frus_tei.detects(text)


@pytest.mark.parametrize(
    ("line", "targets", "passing"),
    [
        ("Ref: Quito 2007. For Ambassador from Doe.", ["74QUITO2007"], "For Ambassador from Doe."),
        ("Ref: A. Quito 1; B. State 2.", ["74QUITO1", "74STATE2"], None),
        ("Ref: State 2. Department pass Quito.", ["74STATE2"], "Department pass Quito."),
    ],
)
def test_whom_a_telegram_is_for_is_no_reference(
    line: str, targets: list[str], passing: str | None
) -> None:
    cable = parse_cable(document(f"<p>4321. Subject: Salt. {line}</p><p>1. One.</p>"))
    assert [reference.target for reference in cable.header.references] == targets
    assert cable.header.passing == ((passing,) if passing else ())


def test_a_paragraph_above_the_references_is_text() -> None:
    cable = parse_cable(document("<p>4321. Salt Talks.</p><p>Ref: Quito 12.</p><p>1. One.</p>"))
    assert [para.text for para in cable.paras] == ["Salt Talks.", "One."]
    assert [reference.target for reference in cable.header.references] == ["74QUITO12"]


def test_markings_of_the_subject_and_of_the_whole() -> None:
    body = "<p>4321. Subject: (C) Salt.</p><p>1. (S—Entire text.)</p><p>2. Two.</p>"
    cable = parse_cable(document(body))
    assert cable.header.subject == "Salt"
    assert [para.marking for para in cable.paras] == ["S", None]


def test_an_airgram_has_no_number_of_its_own() -> None:
    opener = DATELINE.replace("<opener>", "<opener><seg><idno>A–42</idno></seg>")
    title = "12. Airgram From the Embassy in Peru to the Department of State"
    cable = parse_cable(document("<p>The period began.</p>", title=title, dateline=opener))
    assert cable.id is None
    assert (NumberKind.AIRGRAM, "A-42") in [(n.kind, n.text) for n in cable.archive_numbers]
    assert "number-uncertain" in {item.code for item in cable.diagnostics}


def test_the_film_number_is_that_of_the_source() -> None:
    note = read_source_note(
        "Source: Ford Library. Secret. (Telegram 1; Central Foreign Policy File, D750001–0002.)"
    )
    assert note.film is None


def test_addressees_are_names() -> None:
    note = read_source_note(
        "Source: Lot 1. Secret. Sent for information Priority to Lima. Repeated to Quito and the "
        "Department as telegram 778, which is the source text."
    )
    assert [a.name for a in note.info] == ["Lima", "Quito", "Department"]


def test_the_signature_ends_before_the_office() -> None:
    closer = "<closer><signed>Jane Doe<lb/><hi>Chief, Mission</hi></signed></closer>"
    cable = parse_cable(document(f"<p>1. One.</p>{closer}").replace(SIGNED, ""))
    assert cable.signature == "Jane Doe"
    assert [para.text for para in cable.paras] == ["One."]


def test_fields_under_titles_in_plain_text() -> None:
    text = TEXT.replace(
        "4321. Subject: Salt. Ref: State 1.",
        "4321.\n\nSUBJECT\n\nSalt\n\nREF\n\n(A) State 1\n\n(B) Quito 2",
    )
    cable = parse_cable(f"[Page 7]\n\n{text}")
    assert (cable.id, cable.header.subject) == ("74LIMA4321", "Salt")
    assert [reference.target for reference in cable.header.references] == ["74STATE1", "74QUITO2"]


OLD_TEXT = """690B.9321/11–2853: Telegram

No. 127

The Ambassador in Peru (Doe) to the Department of State1

secret

priority

Lima, November 28, 1953—1 p.m.

308. Boats are late.2

Doe

1. Repeated to Quito.

2. Document 124.
"""


def test_plain_text_of_a_volume_before_1955() -> None:
    cable = parse_cable(OLD_TEXT)
    header = cable.header
    assert (header.post, header.classification, header.precedence) == (
        "LIMA",
        "SECRET",
        Precedence.PRIORITY,
    )
    assert [(n.kind, n.text) for n in cable.archive_numbers] == [
        (NumberKind.FRUS, "d127"),
        (NumberKind.SERIES, "308"),
    ]
    assert [para.text for para in cable.paras] == ["Boats are late."]


LISTED = (
    "<p>4321. Subject: Salt.</p>\n<p>1. One.</p>\n<list>\n"
    "<label>2.</label><item>Two is long.</item>\n"
    "<label>3.</label><item><p>Three was a long epistle:</p>\n"
    "<list><item>B. <hi>Saltpan</hi> part</item></list></item></list>\n<p>4. Four.</p>"
)


def test_items_are_no_headings() -> None:
    cable = parse_cable(document(LISTED))
    assert cable.headings == ()
    assert [para.number for para in cable.paras] == [1, 2, 3, 4]
    assert cable.paras[2].text == "Three was a long epistle:\n\nB. Saltpan part"


WITHHELD = """
rules:
  - id: letters
    reason: protected source
    paras: ["74LIMA4321 para 3"]
    note: The source asked for it.
  - id: names
    reason: protected source
    names: [Ada Sample Specimen]
    note: The source asked for it.
"""


def test_xml_is_whole_after_withholding() -> None:
    """Tags stay in pairs, so that what follows a withheld passage is read."""
    text = document(LISTED.replace("Four.", "Ada <hi>Sample\n</hi> Specimen left. Four."))
    made = published(rules(WITHHELD), c74LIMA4321=text)
    shown = str(everything(made))
    assert "epistle" not in shown
    assert "altpan" not in shown
    assert "pecimen" not in shown
    found = paras(made, "74LIMA4321")
    assert found["p-3"].text.startswith("[withheld: para")
    assert found["p-4"].text.endswith("left. Four.")
    assert made.corpus.cables[0].cable.signature == "Doe"


def test_unbalanced_tags() -> None:
    text = "2.</label><item>Two <hi>is</hi><pb/> long<p>"
    tags = [text[start:end] for start, end in unbalanced_tags(text, 0, len(text))]
    assert tags == ["</label>", "<item>", "<p>"]


def test_a_split_within_markup_is_not_made() -> None:
    """Offsets do not show where the text of such a line would be split."""
    text = document("<p>1. <hi>One</hi> &amp; two. 2. Two.</p>")
    place = text.index("</hi> &")
    plain, split = parse_cable(text), parse_cable(text, edits=SourceEdits(splits=(place,)))
    assert split.paras == plain.paras
