"""The settings of editions, below `editions` of the plugin `reftel`.

plugins:
  - reftel:
      editions:
        public:
          title: Diplomatic cables
          banner: Public edition
          rules: all
          detectors: [email, telephone]
          folder: site
          robots: all
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from generator.errors import ReftelError
from generator.model import Detector, Edition, Robots

PUBLIC = "public"
"""The edition that is built by default."""

PREDEFINED: Mapping[str, Edition] = {
    PUBLIC: Edition(name=PUBLIC, detectors=tuple(Detector)),
    "internal": Edition(
        name="internal",
        banner="Internal edition: nothing is withheld. Not for release.",
        rules=(),
        folder="site-internal",
        for_editors=True,
        robots=Robots.NONE,
    ),
}
"""The editions without any settings."""


def read_editions(settings_by_name: Any) -> dict[str, Edition]:
    """The editions by name, with the values of `PREDEFINED` for missing settings.

    An edition with another name withholds as `public` does, and has its own folder. Raises
    `ReftelError` with the first fault, the expected form and what to do.
    """
    if not isinstance(settings_by_name, Mapping):
        raise ReftelError("mkdocs.yml: 'editions' must have names with settings below them.")
    editions = dict(PREDEFINED)
    for name, settings in settings_by_name.items():
        if not (isinstance(name, str) and name.isascii() and name.isalnum() and name.islower()):
            raise ReftelError(
                f"mkdocs.yml: invalid edition name '{name}': write small letters and digits."
            )
        base = PREDEFINED.get(name) or Edition(
            name=name, detectors=tuple(Detector), folder=f"site-{name}"
        )
        editions[name] = _edition(base, settings or {})
    return editions


def edition_named(editions: Mapping[str, Edition], name: str) -> Edition:
    """The edition of that name. Raises `ReftelError` if there is none."""
    if name not in editions:
        raise ReftelError(f"unknown edition '{name}': mkdocs.yml defines {', '.join(editions)}.")
    return editions[name]


def _edition(base: Edition, settings: Any) -> Edition:
    where = f"mkdocs.yml: edition '{base.name}'"
    if not isinstance(settings, Mapping):
        raise ReftelError(f"{where}: expected settings such as 'title: ...' below the name.")
    values = {}
    for field, value in settings.items():
        if field not in _READERS:
            raise ReftelError(
                f"{where}: unknown setting '{field}': expected one of {', '.join(_READERS)}."
            )
        values[field] = _READERS[field](value, f"{where}: '{field}'")
    if "robots" not in values and values.get("for_editors"):
        values["robots"] = Robots.NONE  # it is not for release
    return replace(base, **values)


def _flag(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise ReftelError(f"{where} must be true or false.")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ReftelError(f"{where} must be a text.")
    return value


def _folder(value: Any, where: str) -> str:
    parts = value.split("/") if isinstance(value, str) else [""]
    if not all(parts) or not {".", ".."}.isdisjoint(parts):
        raise ReftelError(f"{where} must be a folder in the workspace, such as 'site-internal'.")
    return "/".join(parts)


def _rules(value: Any, where: str) -> tuple[str, ...] | None:
    if value == "all":
        return None
    if value == "none":
        return ()
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise ReftelError(f"{where} must be all, none, or a list of rule ids.")


def _detectors(value: Any, where: str) -> tuple[Detector, ...]:
    by_name = {detector.name.lower(): detector for detector in Detector}
    if isinstance(value, list) and all(v in by_name for v in value):
        return tuple(by_name[v] for v in value)
    raise ReftelError(f"{where} must be a list of {', '.join(by_name)}; write [] for none.")


def _robots(value: Any, where: str) -> Robots:
    if value not in {*Robots}:
        raise ReftelError(f"{where} must be one of {', '.join(Robots)}.")
    return Robots(value)


_READERS: Mapping[str, Callable[[Any, str], Any]] = {
    "title": _text,
    "banner": _text,
    "rules": _rules,
    "detectors": _detectors,
    "folder": _folder,
    "for_editors": _flag,
    "robots": _robots,
}
"""The function that checks the value of each setting. Its second argument begins messages."""
