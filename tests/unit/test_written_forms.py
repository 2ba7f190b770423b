"""Withheld words are found in forms of writing that no telegram should have, and some do."""

from __future__ import annotations

import pytest

from generator.editions.words import words
from tests.cables import cable_text
from tests.editions import everything, published, rules

RULE = "rules:\n  - id: r\n    reason: protected source\n    note: The source asked.\n    {0}\n"
NAME = "Quillfeather Osmotherley"

FORMS = {
    "an entity with zeros": "Quillf&#0000000101;ather Osmotherley",
    "an entity of an entity, six times": "Quillf&amp;amp;amp;amp;amp;#101;ather Osmotherley",
    "a comment": "Quill<!-- a > b -->feather Osmotherley",
    "sections of text": "Quill]]><![CDATA[feather Osmotherley",
    "a long tag": f"Quill<span title='{'x' * 500}'>feather</span> Osmotherley",
    "escapes of JSON": "Quillf\\u0065ather\\nOsm\\x6ftherley",
    "a link with a title": '[Quillfeather](http://example.org "A title") Osmotherley',
    "a link with brackets": "[Quillfeather](http://example.org/a_(b)) Osmotherley",
    "links by reference": "[Quillfeather][1] [Osmotherley][2]",
    "a mark of a footnote": "Quillfeather[^1] Osmotherley",
    "an encoded attribute": "<a href='?q=Quill%66eather%20Osmotherley'>there</a> and left",
    "entities of an attribute": '<img alt="Quill&#102;eather&#32;Osmotherley"> there',
    "an encoded target": "[there](http://example.org/Quill%66eather%20Osmotherley)",
    "a comment with a link": "<!-- [x](http://example.org/Quill%66eather%20Osmotherley) -->",
    "captions": "Quillfeather\n\nSIPDIS\n\nSENSITIVE\n\nOsmotherley",
    "the same link twice": "\n".join(
        ["[Quillfeather Osmotherley](http://example.org/Quillfeather-Osmotherley)"] * 2
    ),
    "letters of other alphabets": "Quillfеаthеr Οsmоthеrlеу",
    "small capitals": "Qᴜɪʟʟꜰᴇᴀᴛʜᴇʀ Osᴍᴏᴛʜᴇʀʟᴇʏ",
    "letters that show nothing": "Quill\u3164feather Osmo\uffa0therley",
    "the number of a note": "Quillfeather Osmotherley1",
    "glued to numbers": "21Quillfeather Osmotherley2008",
}


def shown(field: str, written: str) -> str:
    """All that an edition shows of a cable that says it met `written`."""
    text = cable_text("08LIMA12", f"We met {written} in town.")
    return "\n".join(everything(published(rules(RULE.format(field)), c08LIMA12=text)).values())


@pytest.mark.parametrize("form", FORMS)
def test_a_name_is_withheld(form: str) -> None:
    pages = shown(f"names: [{NAME}]", FORMS[form])
    parts = {word.folded for word in words(FORMS[form]) if len(word.folded) > 3} - {
        "span",
        "cdata",
        "href",
        "there",
        "left",
        "http",
        "example",
        "sipdis",
        "sensitive",
    }
    left = parts & {word.folded for word in words(pages)} - {"title", "http", "example", "x" * 500}
    assert left == set()
    assert "rule r]" in pages


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Wałęsa Quill", "Wa³êsa Quill"),  # ISO 8859-2 read as Windows-1252
        ("Peña Quill", "Pe¤a Quill"),  # code page 437
        ("毛测试", "他说毛测试先生来了"),
        ("김테스트", "김테스트는"),
        ("สมชายทดสอบ", "คุณสมชายทดสอบพูด"),
        ("Kimm", "Ki-\nmm"),
        ("Kimm", "K I M M"),
        ("Kimm", "K.I.M.M."),
    ],
)
def test_a_name_of_other_scripts_or_few_letters_is_withheld(name: str, written: str) -> None:
    assert "rule r]" in shown(f"names: [{name}]", written)


@pytest.mark.parametrize(
    "written", ["08KIMMEL12", "Kimmeling", "skimmel", "Ki mmel", "KIMMEL12", "kim-mel"]
)
def test_parts_of_words_and_codes_stay(written: str) -> None:
    assert written.split()[0] in shown("names: [Kimme]", written)


@pytest.mark.parametrize(
    "between", ["\n", "\u00a0", "&nbsp; ", "  ", "\nLIMA 00000012  002 OF 003\n"]
)
@pytest.mark.parametrize("pattern", ["Quillf[a-z]+ Osmo[a-z ]+ley", "Quillfeather {1,2}Osm\\w+"])
def test_a_blank_of_a_pattern_is_any_blank(pattern: str, between: str) -> None:
    assert "feather" not in shown(f"patterns: ['{pattern}']", NAME.replace(" ", between)).lower()


def test_a_repeated_number_names_all_its_paras() -> None:
    text = cable_text("08LIMA12", "One.", "Quillfeather came.", "Three.")
    text = text.replace("¶3. (U) Three.", "¶2. (U) Osmotherley came.\n\n¶3. (U) Three.")
    made = published(rules(RULE.format("paras: [08LIMA12 ¶2]")), c08LIMA12=text)
    (item,) = made.corpus.cables
    assert [para.withheld is not None for para in item.cable.paras] == [False, True, True, False]
    pages = "\n".join(everything(made).values())
    assert "Quillfeather" not in pages
    assert "Osmotherley" not in pages


@pytest.mark.parametrize(
    "title", ["(QUILLFEATHER VISIT)", "- Quillfeather\n     Visit", "QUILLFEATHER VISIT"]
)
def test_a_short_subject_of_a_withheld_cable_leaves_the_ref_lines_of_others(title: str) -> None:
    made = published(
        rules(RULE.format("cables: [08LIMA12]")),
        c08LIMA12=cable_text("08LIMA12", "One.").replace("An example", "QUILLFEATHER VISIT"),
        c08LIMA13=cable_text(
            "08LIMA13", "Two.", header=f"REF: A. 08 LIMA 12 {title}\n     B. LIMA 11"
        ),
    )
    assert "quillfeather" not in "\n".join(everything(made).values()).lower()


@pytest.mark.parametrize(
    "names", [("Ada Quill", "Bartholomew Featherstone"), ("LI WU", "ZACHARY PELHAM")]
)
@pytest.mark.parametrize("sign", "-=*")
def test_centred_headings_and_their_rules_tell_no_length(names: tuple[str, str], sign: str) -> None:
    editions = []
    for name in names:
        heading = f"{sign * len(name)}\n{name.center(26).rstrip()}\n{sign * len(name)}"
        text = cable_text("08LIMA12", f"One.\n\n{heading}", "Two.")
        editions.append(
            everything(published(rules(RULE.format(f"names: [{name}]")), c08LIMA12=text))
        )
    assert editions[0] == editions[1]
