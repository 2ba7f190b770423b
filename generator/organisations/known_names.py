"""Names of bodies that the program's tables have, without regard to their nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.organisations.body_word_kinds import NameText, NameWord, names_by_first_word
from generator.organisations.written_names import BodySpan, find_written_names


def find_names(text: NameText) -> list[BodySpan]:
    """All names of bodies in a text, in order; of two that overlap the longer one."""
    return longest_spans([*find_written_names(text), *_known_names(text)])


def longest_spans(spans: Iterable[BodySpan]) -> list[BodySpan]:
    """The spans in order; of two that overlap the longer one."""
    names: list[BodySpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if names and span.start < names[-1].end:
            if span.end - span.start > names[-1].end - names[-1].start:
                names[-1] = span
        else:
            names.append(span)
    return names


def _known_names(text: NameText) -> Iterator[BodySpan]:
    """`United Nations`, `European Union`: names of the tables, with their capitals."""
    names, words = names_by_first_word(), text.words
    for index in text.first_words:
        word = words[index]
        for name in names.get(word.lower, ()):
            stop = index + len(name)
            if stop <= len(words) and all(map(_is_word, words[index:stop], name)):
                yield BodySpan(word.start, words[stop - 1].end)
                break


def _is_word(word: NameWord, of_name: str) -> bool:
    """True if the word is this word of a name, with a capital if the name has one."""
    if word.lower != of_name.lower():
        return False
    return of_name.islower() or word.text[0].isupper()
