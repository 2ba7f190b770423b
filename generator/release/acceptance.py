"""Whether an edition may take the place of the last published one without being accepted."""

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
    """Raise `ReftelError` where the site in `served` withholds what `edition` no longer does.

    Its own manifest says what it withholds: nothing that a workspace remembers is trusted. The
    first site has nothing to be compared with.
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
            f"less is withheld than from the site in {served}; nothing was put in place:\n"
            f"{listed}\nIf this is meant, accept it: reftel build{named} --accept."
        )


def _losses(
    last: PublishedEdition,
    edition: Edition,
    now: Mapping[str, int],
    rules: Sequence[Rule],
    hits: Hits,
) -> Iterator[str]:
    """What the last edition has and the new one lacks, in the order of its rules.

    A detector that finds nothing any more is no loss: a rule for the same words takes its place.
    """
    if last.edition != edition.name:
        yield f"it is the edition '{last.edition}', and '{edition.name}' would take its place"
    own = {rule.id for rule in rules}
    hitting = {rule for (rule, _), places in hits.items() if places}
    for rule, places in last.withheld.items():
        if rule not in now:
            yield f"the rule '{rule}' is gone, which hit {_places(places)}"
        elif places and not now[rule] and rule in own - hitting:
            yield f"the rule '{rule}' hit {_places(places)}, and hits none now"


def _lost_items(
    last: PublishedEdition, now: Mapping[str, int], rules: Sequence[Rule], hits: Hits
) -> Iterator[str]:
    """The items that hit nothing, of rules that hit fewer places than before.

    A manifest counts rules, not items, for a reader could try out words by their counts.
    """
    for rule in rules:
        if not 0 < now.get(rule.id, 0) < last.withheld.get(rule.id, 0):
            continue
        for kind, key in missed(rule, hits):
            yield (
                f"{item_name(rule, kind, key)} hits nothing, and the rule hits "
                f"{_places(now[rule.id])} where it hit {last.withheld[rule.id]}"
            )


def _places(number: int) -> str:
    return f"{number} place{'' if number == 1 else 's'}"
