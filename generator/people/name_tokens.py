"""The words of a text, and which of them can be part of a person's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import overload

from generator import facts
from generator.facts.name_words import given_names, is_english_word, plain_capitals, titles
from generator.facts.officeholders import surnames

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A word of letters, with apostrophes inside: "O'Brien", "SADAT'S"."""

POSSESSIVE = re.compile(r"['’][sS]$|(?<=[a-z])Qs$")
"""A possessive ending; some copies have `Q` for the apostrophe."""


class WordKind(Enum):
    """What a word can be in a name."""

    ORDINARY = "ordinary"
    """An English word, a word of the service, or an abbreviation."""
    SURNAME = "surname"
    """An English word that is also a surname: `WHITE`, `BROWN`."""
    PLACE = "place"
    """A place, a nationality, a day or a month."""
    GIVEN = "given"
    """A given name that is not an English word."""
    PARTICLE = "particle"
    """A small word within names: `DE`, `VAN`, `AL`, `BIN`."""
    INITIAL = "initial"
    SUFFIX = "suffix"
    """`JR`, `III`."""
    UNKNOWN = "unknown"
    """Any other word: in the place of a name, it is one."""


PARTICLES = frozenset(
    "DE DEL DELLA DI DA DOS DAS DU LA LE LOS VAN VON VOM DER DEN TER TEN ZU BIN BEN IBN ABU ABD AL "
    "EL UL UR UD ED BINT ASH AZ AR SAN SANTA ST SAINT MAC Y E".split()
)
"""Small words within names. Alone they are not a name."""

GIVEN_WORDS = frozenset(
    "JOHN PETER HARRY BOB JACK FRANK MARK BILL ROB RAY PAT JIMMY DON NICK DREW CLAY GENE CHUCK "
    "DEAN EARL GRANT GUY ROBIN ROSE GRACE FAITH HOPE APRIL MAY JUNE JAN AMIR DAWN HEATHER SANDY "
    "ROGER CHRISTIAN JORDAN AUSTIN VIRGINIA GEORGIA FLORENCE SIDNEY SYDNEY SANTIAGO DOLORES ANGEL "
    "JESUS CARMEN MARIO OMAR LANCE WARREN MILES MARTIN BASIL CLIFF DUKE RICH WARD "
    "PRUDENCE BERYL RUBY PEARL OPAL AMBER CRYSTAL IRIS LILY DAISY VIOLET IVY HAZEL JOY MERCY "
    "PATIENCE CHARITY CONSTANCE ERNEST VICTOR CLEMENT FELIX REX "
    "JOSH KITTY POLLY JERRY TERRY TED LEN ABE SUE JILL GRANT ROCK KEN".split()
)
"""Given names that are also English words or places."""

ALWAYS_GIVEN = frozenset("JOHN PETER HARRY JIMMY JERRY OMAR MARIO".split())
"""Those of them that are more often given names, also in a text in capitals."""

SUFFIXES = frozenset("JR SR II III IV VI VII VIII IX XI XII XIII XIV XV XVI XX XXIII".split())

MORE_SURNAMES = frozenset(
    "BROWN BLACK WHITE GREEN GRAY SMITH YOUNG COOK FISHER FOX HUNT KING KNIGHT MAY SHARP WATERS "
    "CARVER CASH DRAPER TAYLOR THATCHER HURD BROOKS GORE DOLE BOND WOOD FULLER SHEPHERD "
    "CARPENTER".split()
)
"""English words that are surnames, besides those of chiefs of mission."""

TITLE_SURNAMES = frozenset("KING POPE BISHOP PRINCE LORD MAYOR JUDGE".split())
"""Surnames that are also titles."""

NOT_SURNAMES = frozenset(
    "SERVICE POST PASSAGE MORE LIGHT CARGO BURDEN STORY MERCHANT MARINE TRAIL SESSIONS RENDER "
    "SHORT LOW GOOD GUEST DRY BITTER LEADER MINOR MASTERS TAPE WITHERS SWING STAPLES STEERS VEST "
    "VINE WALL WINE WISE KEY KEEL HAMMER HAZARD ELDER CRAFT COVERT COUSIN COUNTRYMAN BLOW "
    "BLACKEN BRINK LEAF LOCKER PILE RANSOM SHEAR SOBER SPEAR STRONG TUCK WEST NORTH "
    "LITTLE PACKER SALMON".split()
)
"""English words that are surnames of chiefs of mission, and too frequent to be taken for names."""

CALENDAR = frozenset(
    "JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER FEB "
    "APR JUL AUG SEPT OCT NOV DEC MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY "
    "SUNDAY CHRISTMAS EASTER RAMADAN".split()
)

MORE_PLACES = frozenset(
    "AFRICA AFRICAN AFRICANS AMERICA AMERICAN AMERICANS AMERICAS ASIA ASIAN ASIANS EUROPE EUROPEAN "
    "EUROPEANS ARAB ARABS ARABIA BRITAIN BRITISH UK USA USSR UAE FRG GDR PRC ROK ROC DRV DPRK EC "
    "EEC EU UN NATO OAS OECD OPEC ENGLAND SCOTLAND WALES ULSTER HOLLAND DUTCH ENGLISH FRENCH IRISH "
    "SCOTTISH WELSH SOVIET SOVIETS BALKAN BALKANS BALTIC CARIBBEAN ATLANTIC PACIFIC MEDITERRANEAN "
    "GAZA SINAI GOLAN JUDEA SAMARIA RHODESIA RHODESIAN NAMIBIA NAMIBIAN CEYLON BURMA BURMESE ZAIRE "
    "SIAM PERSIA PERSIAN BENGAL KASHMIR PUNJAB TIBET CATALONIA BAVARIA SICILY CRIMEA KOSOVO "
    "MACEDONIA TEXAS CALIFORNIA FLORIDA VIRGINIA GEORGIA MARYLAND CAROLINA OHIO MICHIGAN ILLINOIS "
    "ARIZONA COLORADO DAKOTA HAWAII ALASKA YORK JERSEY HAMPSHIRE DELAWARE DC WASHDC WASHINGTON "
    "CHICAGO DETROIT BOSTON PHILADELPHIA HOUSTON ATLANTA MIAMI LOS ANGELES FRANCISCO ISRAELI "
    "ISRAELIS PALESTINE PALESTINIAN PALESTINIANS CHRISTIAN CHRISTIANS MUSLIM MUSLIMS MOSLEM "
    "MOSLEMS JEWISH CATHOLIC PROTESTANT ORTHODOX SUNNI SHIA KURD KURDS KURDISH LATIN WESTERN "
    "EASTERN NORTHERN SOUTHERN NORDIC SLAVIC TURKS GREEKS GERMANS RUSSIANS CUBANS EGYPTIANS "
    "SYRIANS YUCATAN MAGHREB FRANCONIA MATO GROSSO HELLENIC CATALAN BASQUE FLANDERS WALLONIA "
    "SAUDIS IRANIANS IRAQIS INDIANS PAKISTANIS MEXICANS AMAZON DANUBE NILE RHINE AEGEAN".split()
)
"""Places and peoples beside those of the tables."""

SERVICE_WORDS = frozenset(
    "AMEMBASSY AMCONSUL AMCONGEN USMISSION SECSTATE WASHDC EMBASSY EMBASSYS DEPT DEPTEL REFTEL "
    "REFTELS SEPTEL SEPTELS REFAIR REF REFS PARA PARAS SBU NOFORN LIMDIS EXDIS NODIS SIPDIS STADIS "
    "EMBOFF EMBOFFS EMBOFFICER POLOFF ECONOFF CONOFF CONSOFF RPT REPEAT UNQUOTE FYI ASAP ETA ETD "
    "INFO TELCON MEMCON GOVT GOVTS GVT ADDR ADDL RE VIS VIZ ETC EG IE PLS PLEASE THRU CONGEN MFA "
    "MFAS FONOFF FOROFF MOD MOI MINISTRY GRPS GRP AMCIT AMCITS HQ INTL NATL SUBJ CLASS DECL TAGS "
    "COMMENT SUMMARY UNCLAS UNCLASSIFIED CONFIDENTIAL SECRET WAS WERE HAS HAVE HAD NOTAL DELTO "
    "TOSEC SECTO NONPAPER DEMARCHE DEMARCHED EXBRDEL USDEL DEL DELEGATION USG HMG ROKG "
    "MILGP MILGRP MAAG MFN PERMREP PERMREPS USREP FONMIN PRIMIN FORMIN DEFMIN FINMIN FM PM VP "
    "ONLY WHO".split()
)
"""Words of telegrams that are in no dictionary."""


ABSTRACT = re.compile(
    r"^.{4,}(?:TIONS?|TIONAL|SIONAL|MENTS?|MENTAL|ISMS?|NESS|OLOGY|OLOGICAL|IZED|IZING|IZE)$"
    r"|^.{4,}(?:ISTIC|ABILITY)$"
    r"|^(?:INTER|ANTI|NON|PRO|PRE|MULTI|COUNTER)[A-Z]{6,}|^GO[BCDFGHJKLMNPQRSTVWXYZ][A-Z]?$"
)
"""Long words with endings that names do not have, and abbreviations of governments: `GOEX`."""

FOREIGN_NOUNS = frozenset(
    "NACIONAL NATIONALE NAZIONALE FEDERAL POPULAR GENERALE INSTITUTO INSTITUT ISTITUTO OBRAS "
    "DIARIO PRENSA TRIBUNA VOZ JORNAL FOLHA ESTADO CASA PALACIO PLAZA CALLE AVENIDA RUE STRASSE "
    "EMPRESA EMPRESAS COMPANIA SOCIEDAD SOCIETE SINDICATO CONFEDERACION ASOCIACION BANCO BANQUE "
    "JOURNAL MATIN SOIR MONDE FIGARO ZEITUNG SPIEGEL BUNDESTAG BUNDESRAT LANDTAG KNESSET MAJLIS "
    "CORTES CORTE CONGRESO SENADO CAMARA PARTIDO FRENTE MOVIMIENTO UNION LIGA REPUBLICA REVOLUCION "
    "DONA DOM SABAH ZAMAN YENI HURRIYET MILLIYET YUAN MEMOIRE MEMOIRES "
    "COMMUNIQUE FAIT COUP JUNTA CHANCELLERY QUAI ORSAY ELYSEE AIDE AERO".split()
)
"""Nouns of other languages in the names of bodies, papers and streets."""


SENTENCE_WORDS = frozenset(
    "ALSO AND ARE ASKED AT BUT BY FOR FROM HAD HAS HAVE HE HIS IF IN IS IT NOT OF ON OR REPLIED "
    "SAID SHE THAT THE THEN THERE THEY THIS TO TOLD WAS WERE WHEN WHO WILL WITH WOULD".split()
)
"""The words of sentences that copies run together: `ALSOSAID`, `ATTHIS`."""

MIN_RUN = 5


def _is_run_together(word: str) -> bool:
    """Whether a word is two words of a sentence without the blank between them."""
    return len(word) >= MIN_RUN and any(
        word[:end] in SENTENCE_WORDS and word[end:] in SENTENCE_WORDS
        for end in range(2, len(word) - 1)
    )


def _is_foreign_noun(word: str) -> bool:
    return word in FOREIGN_NOUNS or word.lower() in facts.head_nouns()


@cache
def _places() -> frozenset[str]:
    """The words of places; of several words, none that is a given name or an English word."""
    names = [
        *(post.country for post in facts.posts().values()),
        *(post.meaning.partition(" ")[2] for post in facts.posts().values()),
        *facts.posts(),
        *facts.post_aliases(),
        *(fact.meaning for fact in facts.tags().values() if fact.country),
    ]
    split = [re.findall(r"[A-Z]+", plain_capitals(name)) for name in names]
    given = given_names() | GIVEN_WORDS
    words = {
        w
        for name in split
        for w in name
        if len(name) == 1 or not (w in given or is_english_word(w))
    }
    nations = {plain_capitals(word) for word in facts.nationalities()}
    return frozenset(
        w for w in words | nations | MORE_PLACES | CALENDAR if len(w) > 1 and w not in PARTICLES
    )


@cache
def _abbreviations() -> frozenset[str]:
    spelled = {word for term in facts.reference_terms() for word in (term.abbreviation,)}
    return frozenset(plain_capitals(word) for word in spelled) | SERVICE_WORDS


@lru_cache(maxsize=1 << 16)
def word_kind(word: str) -> WordKind:
    """What a word in capitals, without accents, can be in a name."""
    if len(word) == 1:
        return WordKind.INITIAL
    if word in SUFFIXES:
        return WordKind.SUFFIX
    if word in PARTICLES:
        return WordKind.PARTICLE
    if word in ALWAYS_GIVEN:
        return WordKind.GIVEN
    if word in _places():
        return WordKind.PLACE
    if word in TITLE_SURNAMES:
        return WordKind.SURNAME
    if word in titles() or word in NOT_SURNAMES:
        return WordKind.ORDINARY
    if is_english_word(word) or _is_foreign_noun(word):
        is_surname = word in surnames() or word in MORE_SURNAMES
        return WordKind.SURNAME if is_surname else WordKind.ORDINARY
    if word in given_names():
        return WordKind.GIVEN
    if _is_run_together(word) and word not in surnames():
        return WordKind.ORDINARY
    if word in _abbreviations() or ABSTRACT.search(word) or not re.search("[AEIOUY]", word):
        return WordKind.UNKNOWN if word in surnames() else WordKind.ORDINARY
    return WordKind.UNKNOWN


@lru_cache(maxsize=1 << 16)
def plain_word(word: str) -> str:
    """A word in capitals, without accents and possessive ending."""
    return plain_capitals(POSSESSIVE.sub("", word))


ABBREVIATION = re.compile(r"[A-Z]{2,}s?")
"""A word in capitals, or its plural: `DTOs`."""


class NameToken:
    """A word of a text."""

    __slots__ = ("end", "in_capitals", "is_capital", "is_possessive", "next", "plain", "start")

    plain: str
    """The word in capitals, without accents and possessive ending."""
    start: int
    end: int
    """Offset after the word, without a possessive ending."""
    next: str
    """The characters up to the next word, runs of blanks as one; ` ` between most words."""
    is_capital: bool
    """Whether it begins with a capital."""
    in_capitals: bool
    """Whether it is written like an abbreviation, all in capitals."""
    is_possessive: bool

    def __init__(self, text: str, match: re.Match[str], following: int) -> None:
        word = match[0]
        possessive = POSSESSIVE.search(word)
        between = text[match.end() : following]
        self.plain = plain_word(word)
        self.start = match.start()
        self.end = match.start() + (possessive.start() if possessive else len(word))
        self.next = between if between == " " else BLANKS.sub(" ", between)
        self.is_capital = word[0].isupper()
        self.in_capitals = bool(ABBREVIATION.fullmatch(text, self.start, self.end))
        self.is_possessive = possessive is not None

    @property
    def kind(self) -> WordKind:
        """What it can be in a name."""
        return word_kind(self.plain)


BLANKS = re.compile(r"\s+")


class TokenList(Sequence[NameToken]):
    """The words of a text in order. A word is taken apart when it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._matches = list(WORD.finditer(text))
        self._tokens: dict[int, NameToken] = {}
        self.plain = [plain_word(match[0]) for match in self._matches]
        """The plain form of each word."""

    def __len__(self) -> int:
        return len(self._matches)

    @overload
    def __getitem__(self, index: int) -> NameToken: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[NameToken]: ...
    def __getitem__(self, index: int | slice) -> NameToken | Sequence[NameToken]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        token = self._tokens.get(index)
        if token is None:
            match = self._matches[index]
            behind = index + 1
            following = (
                self._matches[behind].start() if behind < len(self._matches) else len(self.text)
            )
            token = self._tokens[index] = NameToken(self.text, match, following)
        return token

    def is_capital(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self._matches[index].start()].isupper()
