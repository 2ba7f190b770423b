"""The requests for records as an edition shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.editions.conceal import Concealer
from generator.model import Corpus, Mrn, RecordsRequest, series_of


def unheld_cables(corpus: Corpus) -> frozenset[Mrn]:
    """The cables that the edition cites and does not hold."""
    held = {item.mrn for item in corpus.cables}
    return frozenset(c.cited for c in corpus.citations if c.cited not in held)


def uncited_requests(
    requests: Iterable[RecordsRequest], corpus: Corpus, file: str
) -> Iterator[str]:
    """A message for each number in `file` that the collection neither cites nor holds."""
    cited, held = unheld_cables(corpus), {item.mrn for item in corpus.cables}
    for request in requests:
        for mrn in request.numbers:
            if mrn not in cited and mrn not in held:
                yield (
                    f"{file}:{request.line}: {mrn} is neither cited nor held here: correct the "
                    "number, or add the cable that cites it."
                )


def shown_requests(
    requests: Iterable[RecordsRequest], corpus: Corpus, concealer: Concealer
) -> Iterator[RecordsRequest]:
    """The requests for cables that the edition cites and does not hold, without withheld words.

    A number whose citation is withheld from the edition is left out of its request.
    """
    unheld = unheld_cables(corpus)
    series = {series_of(mrn) for mrn in unheld}
    for request in requests:
        numbers = tuple(mrn for mrn in request.numbers if mrn in unheld)
        if numbers or request.series in series:
            yield replace(
                request,
                numbers=numbers,
                case=concealer.conceal(request.case),
                note=concealer.conceal(request.note),
            )
