"""Reduce the tables of the Office of the Historian to what the program needs of them.

Run as `python -m tests.officeholder_tables FOLDER`; the folder holds `hsg_chiefs_of_mission.csv`
and `hsg_principal_officers.csv`, extracted from the public repository HistoryAtState/pocom (CC0).
It writes `chiefs_of_mission.csv` and `principal_officers.csv` among the program's data.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from generator import facts

DATA = Path(facts.__file__).parent / "data"

FIRST_YEAR = "1945"
"""Whoever left before has signed no telegram of this form."""

STILL_SERVING = "2017"
"""Whoever has no end and began before did not serve, or the end is unknown."""

BODIES = {
    "representative-to-un": "USUNNEWYORK",
    "representative-to-nato": "USNATO",
    "representative-to-eu": "USEUBRUSSELS",
    "representative-to-oecd": "OECDPARIS",
    "representative-to-unesco": "UNESCOPARISFR",
    "representative-to-osce": "USOSCE",
    "representative-uneo": "GENEVA",
    "representative-unvo": "UNVIEVIENNA",
    "representative-unafa": "UNROME",
}
"""The post of each mission to an international body."""

ROLES = {
    "representative-to-un": "Representative to the United Nations",
    "representative-to-nato": "Representative to NATO",
    "representative-to-eu": "Representative to the European Union",
    "representative-to-oecd": "Representative to the OECD",
    "representative-to-unesco": "Representative to UNESCO",
    "representative-to-osce": "Representative to the OSCE",
    "representative-uneo": "Representative to the United Nations in Geneva",
    "representative-unvo": "Representative to the United Nations in Vienna",
    "representative-unafa": "Representative to the United Nations agencies in Rome",
}
"""The name of each role that the source gives by an identifier."""

STATES = {
    "bosnia-herzegovina": "SARAJEVO",
    "china": "PEKING BEIJING",
    "congo-democratic-republic": "KINSHASA",
    "congo-republic": "BRAZZAVILLE",
    "cuba": "HAVANA",
    "czechoslovakia": "PRAGUE",
    "germany": "BONN BERLIN",
    "german-democratic-republic": "BERLIN",
    "greece": "ATHENS",
    "korea": "SEOUL",
    "tanzania": "DARESSALAAM",
    "vietnam-south": "SAIGON",
    "yugoslavia": "BELGRADE",
}
"""The embassies of missions whose name is not that of a country in the table of posts."""


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table that concern who began to serve, and whose end may be known."""
    with path.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    return [
        row
        for row in listed
        if row["started"]
        and (row["ended"] >= FIRST_YEAR if row["ended"] else row["started"] >= STILL_SERVING)
    ]


def posts_of(mission: str) -> str:
    """The posts from which a mission's chief writes, in the order of their names."""
    if mission in BODIES or mission in STATES:
        return BODIES.get(mission) or STATES[mission]
    country = mission.replace("-", " ")
    return " ".join(
        sorted(
            post.code
            for post in facts.posts().values()
            if post.meaning.startswith("Embassy ") and plain(post.country) == country
        )
    )


def plain(country: str) -> str:
    """A country as the tables' identifiers write it, without hyphens and articles."""
    letters = country.lower().removeprefix("the ").replace("'", "").replace("-", " ")
    return letters.replace("ô", "o").replace("ã", "a").replace("é", "e").replace(",", "")


def write(name: str, columns: list[str], listed: list[dict[str, str]]) -> None:
    """Write the columns of rows, in the order of the source."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def main(arguments: list[str]) -> None:
    """Write both tables."""
    folder = Path(arguments[0])
    person = ["person_id", "surname", "forename", "generation"]
    dates = ["appointed", "started", "ended"]
    chiefs = [
        row | {"posts": posts_of(row["mission"]), "role": ROLES.get(row["role"], row["role"])}
        for row in rows(folder / "hsg_chiefs_of_mission.csv")
    ]
    with_post = [row for row in chiefs if row["posts"]]
    write("chiefs_of_mission.csv", ["mission", "posts", *person, "role", *dates], with_post)
    officers = rows(folder / "hsg_principal_officers.csv")
    write("principal_officers.csv", ["position_id", "title", *person, *dates], officers)


if __name__ == "__main__":
    main(sys.argv[1:])
