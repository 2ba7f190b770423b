"""Checks that an edition withholds no less than the published one, unless that is accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.editions.edition_settings import PUBLIC
from generator.editions.misses import Hits, item_name, missed
from generator.errors import ReftelError
from generator.model import Edition, Rule, Tally
from generator.release.manifest import PublishedEdition, read_published


def check_accepted(
    served: Path,
    edition: Edition,
    tallies: Sequence[Tally],
    rules: Sequence[Rule],
    hits: Hits,
) -> None:
    """Raise `ReftelError` if the site in `served` withholds something that `edition` does not.

    What it withholds is read from its own manifest; the state of the workspace is not trusted. The
    first site is always accepted.
    """
    last = read_published(served)
    if last is None:
        return
    now = {tally.rule: tally.passages for tally in tallies}
    losses = [*_losses(last, edition, now, rules, hits), *_lost_items(last, now, rules, hits)]
    if losses:
        listed = "\n".join(f"  {loss}" for loss in losses)
        named = "" if edition.name == PUBLIC else f" --edition {edition.name}"
        raise ReftelError(
            f"this build withholds less than the site in {served}, which was not replaced:\n"
            f"{listed}\nIf this is intended, run: reftel build{named} --accept."
        )


def _losses(
    last: PublishedEdition,
    edition: Edition,
    now: Mapping[str, int],
    rules: Sequence[Rule],
    hits: Hits,
) -> Iterator[str]:
    """What the published edition withholds and the new one does not, in the order of its rules.

    A detector that no longer matches is not a loss: a rule for the same words replaces it.
    """
    if last.edition != edition.name:
        yield f"it is the edition '{last.edition}', and '{edition.name}' would replace it"
    own = {rule.id for rule in rules}
    matching = {rule for (rule, _), places in hits.items() if places}
    for rule, places in last.withheld.items():
        if rule not in now:
            yield f"the rule '{rule}' is gone; it matched {_places(places)}"
        elif places and not now[rule] and rule in own - matching:
            yield f"the rule '{rule}' matched {_places(places)}, and now matches none"


def _lost_items(
    last: PublishedEdition, now: Mapping[str, int], rules: Sequence[Rule], hits: Hits
) -> Iterator[str]:
    """Items without a match, of rules with fewer matches than before.

    A manifest counts matches by rule, not by item: counts of items would let readers test words.
    """
    for rule in rules:
        if not 0 < now.get(rule.id, 0) < last.withheld.get(rule.id, 0):
            continue
        for kind, key in missed(rule, hits):
            yield (
                f"{item_name(rule, kind, key)} matches nothing, and the rule matches "
                f"{_places(now[rule.id])} instead of {last.withheld[rule.id]}"
            )


def _places(number: int) -> str:
    return f"{number} place{'' if number == 1 else 's'}"
