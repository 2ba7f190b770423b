"""What changed in a cable between two of its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from generator.changes.cable_states import (
    HEADING,
    OUTSIDE,
    PLACE_OF_CORRECTIONS,
    CableState,
    TextItem,
    read_state,
)
from generator.changes.text_pieces import SentenceDigest, text_changes
from generator.model import Mrn
from generator.model.site_releases import CableChange, ChangeKind, PlaceChange

Pair = tuple[TextItem | None, TextItem | None]
"""A para or heading before and after; None where there is none."""

_WITHHOLDING = {ChangeKind.WITHHELD, ChangeKind.SHOWN, ChangeKind.NOTICE}


def cable_change(mrn: Mrn, old: str | None, new: str | None) -> CableChange | None:
    """What changed in a cable, from its lines; None if readers see the same.

    A line is None where the cable is not there, as where the line says that it is gone.
    """
    before, after = _present(old), _present(new)
    if before is None or after is None:
        if before is after:
            return None
        return CableChange(mrn=mrn, kind=ChangeKind.ADDED if after else ChangeKind.REMOVED)
    if before.status != after.status:
        is_withheld = after.status == "withheld"
        return CableChange(mrn=mrn, kind=ChangeKind.WITHHELD if is_withheld else ChangeKind.SHOWN)
    if before.rules != after.rules:
        return CableChange(mrn=mrn, kind=ChangeKind.NOTICE)
    places = (*_field_changes(before, after), *_text_changes(before, after))
    return CableChange(mrn=mrn, kind=ChangeKind.CHANGED, places=places) if places else None


def _present(line: str | None) -> CableState | None:
    state = read_state(line) if line is not None else None
    return None if state is None or state.status == "removed" else state


def _field_changes(old: CableState, new: CableState) -> Iterator[PlaceChange]:
    """What changed outside the text."""
    for name in dict.fromkeys((*old.fields, *new.fields)):
        before, after = old.fields.get(name, ()), new.fields.get(name, ())
        if kinds := text_changes(before, after):
            yield PlaceChange(name=name, anchor=None, kinds=kinds)
    for place in (PLACE_OF_CORRECTIONS, OUTSIDE):
        if kinds := (
            *_entries_changed(ChangeKind.REPAIRS, old.repairs, new.repairs, place, place),
            *_entries_changed(
                ChangeKind.CORRECTIONS, old.corrections, new.corrections, place, place
            ),
        ):
            yield PlaceChange(name=place, anchor=None, kinds=kinds)


def _text_changes(old: CableState, new: CableState) -> Iterator[PlaceChange]:
    """What changed in paras and headings: in the order of the new text, then what is gone."""
    pairs = _paired(old.items, new.items)
    order = {item.anchor: index for index, item in enumerate(new.items)}
    pairs.sort(key=lambda pair: order[pair[1].anchor] if pair[1] else len(order))
    for before, after in pairs:
        item = after or before
        assert item is not None
        if kinds := _item_kinds(old, new, before, after):
            yield PlaceChange(name=item.name, anchor=item.anchor, kinds=kinds)


def _item_kinds(
    old: CableState, new: CableState, before: TextItem | None, after: TextItem | None
) -> tuple[ChangeKind, ...]:
    if before is None:
        return (ChangeKind.ADDED,)
    if after is None:
        return (ChangeKind.REMOVED,)
    kinds = text_changes(before.pieces, after.pieces)
    if _WITHHOLDING.intersection(kinds):
        return kinds  # repairs within a passage come and go with it
    at = (before.anchor, after.anchor)
    return (
        *kinds,
        *_entries_changed(ChangeKind.REPAIRS, old.repairs, new.repairs, *at),
        *_entries_changed(ChangeKind.CORRECTIONS, old.corrections, new.corrections, *at),
    )


def _entries_changed(
    kind: ChangeKind,
    old: Mapping[str, tuple[SentenceDigest, ...]],
    new: Mapping[str, tuple[SentenceDigest, ...]],
    before: str,
    after: str,
) -> tuple[ChangeKind, ...]:
    """`kind` if the repairs or corrections of a place differ in more than what is withheld."""
    kinds = text_changes(old.get(before, ()), new.get(after, ()))
    return (kind,) if ChangeKind.CHANGED in kinds else ()


def _paired(old: Sequence[TextItem], new: Sequence[TextItem]) -> list[Pair]:
    """Each item before with what it became.

    Numbered paras keep their address, which is what people cite. The others are named by their
    lines, which move; they are found by their text.
    """
    numbered_old = {item.anchor: item for item in old if item.is_numbered}
    numbered_new = {item.anchor: item for item in new if item.is_numbered}
    anchors = dict.fromkeys((*numbered_old, *numbered_new))
    pairs: list[Pair] = [(numbered_old.get(a), numbered_new.get(a)) for a in anchors]
    before = [item for item in old if not item.is_numbered]
    after = [item for item in new if not item.is_numbered]
    matcher = SequenceMatcher(None, [_text_of(i) for i in before], [_text_of(i) for i in after])
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(before[start:end], after[first:last], strict=True)
        else:
            pairs += _similar_pairs(before[start:end], after[first:last])
    return pairs


def _text_of(item: TextItem) -> tuple[str, ...]:
    return tuple(piece.digest for piece in item.pieces)


def _similar_pairs(old: Sequence[TextItem], new: Sequence[TextItem]) -> list[Pair]:
    """Pairs of items that share a sentence, then those at one line, then the rest if as many."""
    pairs, left, rest = _pairs_sharing(_text_of, old, new)
    more, left, rest = _pairs_sharing(lambda item: (item.anchor,), left, rest)
    pairs += more
    for is_heading in (True, False):
        before = [item for item in left if (item.name == HEADING) is is_heading]
        after = [item for item in rest if (item.name == HEADING) is is_heading]
        if len(before) == len(after):
            pairs += zip(before, after, strict=True)
        else:  # which of them are new cannot be known
            pairs += [*((item, None) for item in before), *((None, item) for item in after)]
    return pairs


def _pairs_sharing(
    keys_of: Callable[[TextItem], tuple[str, ...]],
    old: Sequence[TextItem],
    new: Sequence[TextItem],
) -> tuple[list[Pair], list[TextItem], list[TextItem]]:
    """Pairs of items that share a key, and those of `old` and `new` that are left."""
    rest = dict(enumerate(new))
    places: dict[str, list[int]] = {}
    for index, item in rest.items():
        for key in dict.fromkeys(keys_of(item)):
            places.setdefault(key, []).append(index)
    pairs: list[Pair] = []
    left: list[TextItem] = []
    for item in old:
        candidates = (index for key in keys_of(item) for index in places.get(key, ()))
        partner = next((one for one in candidates if one in rest), None)
        if partner is None:
            left.append(item)
        else:
            pairs.append((item, rest.pop(partner)))
    return pairs, left, list(rest.values())
