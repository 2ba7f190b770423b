"""The editions that the settings define, under `editions` of the plugin `reftel`.

plugins:
  - reftel:
      editions:
        public:
          title: Diplomatic cables
          banner: Public edition
          rules: all
          detectors: [email, telephone]
          folder: site
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.errors import ReftelError
from generator.model import Detector, Edition

PUBLIC = "public"
"""The edition that is built where none is named."""

PREDEFINED: Mapping[str, Edition] = {
    PUBLIC: Edition(name=PUBLIC, detectors=tuple(Detector)),
    "internal": Edition(
        name="internal",
        banner="Internal edition: nothing is withheld. Not for release.",
        rules=(),
        folder="site-internal",
        for_editors=True,
    ),
}
"""What holds where the settings say nothing."""

FIELDS = ("title", "banner", "rules", "detectors", "folder", "for_editors")


def read_editions(told: Any) -> dict[str, Edition]:
    """The editions by name; what the settings leave out is as in `PREDEFINED`.

    An edition of another name withholds as `public` does, into a folder of its own. Raises
    `ReftelError` with the faults, the expected form and what to do.
    """
    if not isinstance(told, Mapping):
        raise ReftelError("mkdocs.yml: 'editions' must hold names with settings below them.")
    editions = dict(PREDEFINED)
    for name, settings in told.items():
        if not (isinstance(name, str) and name.isascii() and name.isalnum() and name.islower()):
            raise ReftelError(f"mkdocs.yml: '{name}' is no edition: expected small letters.")
        base = PREDEFINED.get(name) or Edition(
            name=name, detectors=tuple(Detector), folder=f"site-{name}"
        )
        editions[name] = _edition(base, settings or {})
    return editions


def edition_named(editions: Mapping[str, Edition], name: str) -> Edition:
    """The edition of that name. Raises `ReftelError` where there is none."""
    if name not in editions:
        known = ", ".join(editions)
        raise ReftelError(f"there is no edition '{name}': mkdocs.yml defines {known}.")
    return editions[name]


def _edition(base: Edition, told: Any) -> Edition:
    where = f"mkdocs.yml: edition '{base.name}'"
    if not isinstance(told, Mapping):
        raise ReftelError(f"{where}: expected settings such as 'title: ...' below the name.")
    for field, value in told.items():
        if field not in FIELDS:
            raise ReftelError(f"{where}: '{field}' is no setting; known are {', '.join(FIELDS)}.")
        base = _with(base, field, value, f"{where}: '{field}'")
    return base


def _with(edition: Edition, field: str, value: Any, where: str) -> Edition:
    match field:
        case "title":
            return replace(edition, title=_text(value, where))
        case "banner":
            return replace(edition, banner=_text(value, where))
        case "folder":
            return replace(edition, folder=_folder(value, where))
        case "for_editors":
            if not isinstance(value, bool):
                raise ReftelError(f"{where} must be true or false.")
            return replace(edition, for_editors=value)
        case "rules":
            return replace(edition, rules=_rules(value, where))
        case _:
            return replace(edition, detectors=_detectors(value, where))


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ReftelError(f"{where} must be a text.")
    return value


def _folder(value: Any, where: str) -> str:
    parts = value.split("/") if isinstance(value, str) else [""]
    if not all(parts) or not {".", ".."}.isdisjoint(parts):
        raise ReftelError(f"{where} must be a folder within the workspace, as in 'site-internal'.")
    return "/".join(parts)


def _rules(value: Any, where: str) -> tuple[str, ...] | None:
    if value == "all":
        return None
    if value == "none":
        return ()
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise ReftelError(f"{where} must be all, none, or a list of the ids of rules.")


def _detectors(value: Any, where: str) -> tuple[Detector, ...]:
    known = {detector.name.lower(): detector for detector in Detector}
    if isinstance(value, list) and all(v in known for v in value):
        return tuple(known[v] for v in value)
    raise ReftelError(f"{where} must be a list of {', '.join(known)}; write [] for none.")
