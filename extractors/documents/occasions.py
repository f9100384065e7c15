"""When and where a document came about: its date line, its dateline, or its opening sentences.

A date line ("Lakeside, 3-4 May 2018") and the opening ("met in Lakeside on 4 May 2018") date the
meeting, whose last day is the day of adoption (codebook D3). A date alone on its line, or in the
dateline of a release, is the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.documents.head import Unit
from extractors.documents.titles import DATELINE, Title, field_of, is_adoption_line, is_date_line
from extractors.model import DateExpression, DatePrecision, DateRole, PlaceMention, Span

_OPENING_PARAGRAPHS = 2
_TAIL = 1500  # characters at the end in which "Done at …" may stand
_EVENT = re.compile(
    r"\b(?:held|hosted|hosts?|took place|taking place|takes place|met|meet|meeting|convened|gathered|"
    r"participated|received|receives|summit|conference|session|adopted|concluded|forum|dialogue|"
    r"consultations?|talks|visit(?:ed)?|assembled|signed)\b",
    re.IGNORECASE,
)
_AT_PLACE = re.compile(
    r"(?:\b(?:in|at|hosted by|visited|(?<!road )(?<!path )(?<!way )(?<!prior )to)"
    r"\s+(?:the\s+)?(?:(?:historic|ancient|beautiful|capital)\s+)?"
    r"(?:(?:city|town|resort)\s+of\s+)?|\b(?:city|town) of\s+)$",
    re.IGNORECASE,
)
# "… as well as the statement by the Council on …": another text's day
_SAID_BEFORE = re.compile(
    r"\b(?:(?:as\swell\sas|recalling|recognizing|noting|welcoming)\sthe|issued\sa|expressed\sby|"
    r"the)\s(?:joint\s)?(?:statement|announcement|letter|remarks|decision|attacks?|consensus|"
    r"call)?\b[^.;,]{0,60}\b(?:by|from)\b[^.;,]{0,60}\son\s$",
    re.IGNORECASE,
)
_CLOSE = 60  # characters behind a day in which a verb says what was done on it
_BEHIND = re.compile(r"\b(?:passed|adopted|issued|announced|signed|met|held|decided|launched|was|were)\b")
_JOURNEY = re.compile(r"\b(?:will|to)\s+(?:visit|travel)\b")
_OF_PERSONS = re.compile(r"\bread-?out\b|\b(?:travel|trip|journey)\s+to\b", re.IGNORECASE)
_WELCOMED_TO = re.compile(r"\bwelcom\w+\s(?!the\b)[^.;]{2,160}\sto\s+(?:the\s+)?\Z")
_ANOTHER_TIME = re.compile(r"\b(?:again|next|forthcoming|upcoming|previous|last)\b[^.]*$")
_HOSTS = re.compile(r"\s+(?:has\s+)?host(?:s|ed)?\b")
_NAMES_TEXT = re.compile(
    r"\s+(?:(?:Joint|Final|Leaders['’]?|Summit|Ministerial|Political)\s+)*(?:Declaration|Communiqu[eé]|"
    r"Statement|Programme|Plan\s+of\s+Action|Action\s+Plan|Consensus|Principles|Initiative)\b",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"\b(?:No|Issue|Vol)\b\.?|\b\w+day\b")  # a number or a weekday is no place
_DONE_AT = re.compile(r"\b(?:Done|Adopted|Signed|Issued)\s+(?:at|in|on)\b")
_SESSION = re.compile(
    r"\b(\d{2})(?:st|nd|rd|th)\s+(?:annual\s+|regular\s+)?(?:session\s+of\s+the\s+)?(?:UN\s+|"
    r"United\s+Nations\s+)?(?:session\s+of\s+the\s+)?(?:UN\s+|United\s+Nations\s+)?General\s+Assembly"
)
_DAY_OF_SESSION = re.compile(
    r"(?P<month>September|October|November|December)\s(?P<day>\d{1,2})\b(?!,?\s\d{4})|"
    r"(?P<day2>\d{1,2})\s(?P<month2>September|October|November|December)\b(?!,?\s\d{4})"
)
_SENTENCE_BREAK = re.compile(r"[.;]\s")
_AHEAD = re.compile(
    r"\b(?:will|shall|looks?\sforward|upcoming|forthcoming|plans?\sto|(?:is|are)\s(?:to|scheduled|expected|"
    r"planned))\b"
)
_PLACE_LINE = re.compile(r"[A-Z][\w.’'-]*(?:,?\s[A-Z][\w.’'-]*){0,4}")
_FEW_WORDS = 4  # words before a date that opens its sentence
_AUTUMN = {"September": 9, "October": 10, "November": 11, "December": 12}
_FIRST_SESSION = 1945  # the nth regular session opens in September of 1945 + n


@dataclass(frozen=True, slots=True)
class DateFound:
    """First and last day, and the words and the rule that they come from."""

    start: date
    end: date
    span: Span
    rule_id: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """The meeting's days and place, and the day of publication, as far as the document tells."""

    held: DateFound | None
    published: DateFound | None
    place: PlaceMention | None
    place_rule: str = ""


def find_occasion(
    text: str,
    units: Sequence[Unit],
    title: Title | None,
    dates: Sequence[DateExpression],
    places: Sequence[PlaceMention],
) -> Occasion:
    """Return when and where the document came about, from its head and, for the day, its tail."""
    places = [place for place in places if place.rule_id != "place_state"]
    known = [
        d
        for d in dates
        if d.start is not None and d.precision in (DatePrecision.DAY, DatePrecision.DAY_RANGE)
    ]
    running = [unit for unit in units if unit.is_running]
    opening = running[:_OPENING_PARAGRAPHS]
    dateline = _dateline(running, known, places)
    line = _date_line(text, units, known, places)
    held = (
        line.held or _in_title(title, known) or _in_opening(text, opening, known) or _at_the_end(text, known)
    )
    place, rule = line.place, line.place_rule
    if place is None and dateline.place is not None:
        place, rule = dateline.place, dateline.place_rule
    # A read-out of a talk and news of a journey have events with places, and are of none themselves.
    is_of_persons = title is not None and _OF_PERSONS.search(title.text) is not None
    if place is None and not is_of_persons:
        place, rule = _place_in_opening(text, opening, places), "place_in_opening"
    if place is None and title and not is_of_persons:
        place, rule = _place_in_title(text, title, places), "place_in_title"
    return Occasion(held, line.published or dateline.published, place, rule if place else "")


def _within(records: Sequence[DateExpression], span: Span) -> list[DateExpression]:
    return [record for record in records if span.covers(record.span)]


def _places_within(places: Sequence[PlaceMention], span: Span) -> list[PlaceMention]:
    return [place for place in places if span.covers(place.span)]


def _found(expression: DateExpression, rule_id: str) -> DateFound | None:
    if expression.start is None or expression.end is None:
        return None
    return DateFound(expression.start, expression.end, expression.span, rule_id)


def _date_line(
    text: str, units: Sequence[Unit], dates: Sequence[DateExpression], places: Sequence[PlaceMention]
) -> Occasion:
    """Read the date and place lines and labelled fields of the head."""
    held = published = place = None
    for number, unit in enumerate(units):
        if unit.is_running:
            break
        if place is None and _is_place_line(unit, units[number + 1 : number + 2], places):
            place = _places_within(places, unit.span)[0]
        labelled = field_of(unit.text)
        is_line = is_date_line(unit.text) or is_adoption_line(unit.text)
        if not labelled and not is_line:
            continue
        named = _places_within(places, unit.span)
        expressions = _within(dates, unit.span)
        if place is None and named and (labelled is None or labelled[0] == "place"):
            place = named[0]
        if expressions and (labelled is None or labelled[0] == "date"):
            found = _found(expressions[0], "occasion_line")
            is_alone = (
                labelled is None and not named and not _words_besides(text, unit.span, expressions[0].span)
            )
            if is_alone:
                published = published or found
            else:
                held = held or found
    return Occasion(held, published, place, "place_on_line" if place else "")


def _is_place_line(unit: Unit, following: Sequence[Unit], places: Sequence[PlaceMention]) -> bool:
    """Tell "Lakeside, Lake State" on a line of its own above a date line."""
    named = _places_within(places, unit.span)
    is_dated_below = bool(following) and is_date_line(following[0].text)
    return is_dated_below and bool(named) and _PLACE_LINE.fullmatch(unit.text) is not None


def _words_besides(text: str, line: Span, expression: Span) -> bool:
    rest = _ISSUE.sub("", text[line.start : expression.start] + text[expression.end : line.end])
    return any(character.isalpha() for character in rest)


def _dateline(
    running: Sequence[Unit], dates: Sequence[DateExpression], places: Sequence[PlaceMention]
) -> Occasion:
    """Read the places and the date that a release's first paragraph opens with."""
    for unit in running[:1]:
        match = DATELINE.match(unit.text)
        if match is None:
            break
        # The unit's text lacks marks of emphasis, so its offsets fall short of the source by a few.
        line = Span(unit.span.start, min(unit.span.end, unit.span.start + match.end() + 8))
        expressions, named = _within(dates, line), _places_within(places, line)
        published = _found(expressions[0], "occasion_dateline") if expressions else None
        return Occasion(None, published, named[0] if named else None, "place_in_dateline" if named else "")
    return Occasion(None, None, None)


def _in_title(title: Title | None, dates: Sequence[DateExpression]) -> DateFound | None:
    within = _within(dates, title.span) if title else []
    return _found(within[-1], "occasion_title") if within else None


def _in_opening(text: str, opening: Sequence[Unit], dates: Sequence[DateExpression]) -> DateFound | None:
    """Return the first date of the opening paragraphs that a meeting's words stand around."""
    for unit in opening:
        for expression in _within(dates, unit.span):
            if expression.role in (DateRole.INSTRUMENT, DateRole.DEADLINE, DateRole.VALIDITY):
                continue
            around = text[
                max(unit.span.start, expression.span.start - 250) : min(
                    unit.span.end, expression.span.end + 250
                )
            ]
            lead = text[max(unit.span.start, expression.span.start - 110) : expression.span.start]
            if _EVENT.search(around) and not _SAID_BEFORE.search(lead.replace("\n", " ")):
                if _is_ahead(text, unit.span, expression.span):
                    return _found(expression, "occasion_ahead")
                is_past = _is_told_from_later(text, unit.span, expression, dates)
                return None if is_past else _found(expression, "occasion_opening")
        found = _by_session(text, unit)
        if found:
            return found
    return None


def _is_told_from_later(
    text: str, paragraph: Span, expression: DateExpression, dates: Sequence[DateExpression]
) -> bool:
    """Tell the day of "a statement on 3 May", after which the paragraph tells of 10 May as past."""
    days = (DatePrecision.DAY, DatePrecision.DAY_RANGE)
    return any(
        expression.end is not None and later.start is not None and later.start > expression.end
        for later in _within(dates, paragraph)
        if later.precision in days and later.role is DateRole.EVENT
        if _BEHIND.search(text, later.span.end, min(paragraph.end, later.span.end + _CLOSE))
    )


def _is_ahead(text: str, paragraph: Span, expression: Span) -> bool:
    """Tell the day of what is announced, which is not the document's, from that of what was held."""
    lead = _SENTENCE_BREAK.split(text[paragraph.start : expression.start])[-1]
    rest = _SENTENCE_BREAK.split(text[expression.end : paragraph.end])[0]
    return _AHEAD.search(lead) is not None or (
        len(lead.split()) < _FEW_WORDS and _AHEAD.search(rest) is not None
    )


def _by_session(text: str, unit: Unit) -> DateFound | None:
    """Date a day without a year by the Assembly's session that the same paragraph names."""
    words = unit.span.of(text)[:1500]
    session, day = _SESSION.search(words), _DAY_OF_SESSION.search(words)
    if session is None or day is None:
        return None
    month, number = _AUTUMN[day["month"] or day["month2"]], int(day["day"] or day["day2"])
    if not 1 <= number <= 30:
        return None
    value = date(_FIRST_SESSION + int(session[1]), month, number)
    span = Span(unit.span.start + day.start(), unit.span.start + day.end())
    return DateFound(value, value, span, "occasion_session")


def _at_the_end(text: str, dates: Sequence[DateExpression]) -> DateFound | None:
    """Return the date of a closing formula such as "Done at … on …"."""
    start = max(0, len(text) - _TAIL)
    for match in _DONE_AT.finditer(text, start):
        for expression in dates:
            if match.start() <= expression.span.start <= match.end() + 80:
                return _found(expression, "occasion_closing")
    return None


def _place_in_opening(
    text: str, opening: Sequence[Unit], places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Return the first city of the opening that words of a meeting place there.

    A text that opens with meetings in different countries, as of a journey, is of no one place.
    """
    found = list(_meeting_places(text, opening, places))
    is_journey = len({place.country_code for place in found}) > 1 and _JOURNEY.search(
        text, opening[0].span.start, opening[-1].span.end
    )
    return found[0] if found and not is_journey else None


def _meeting_places(
    text: str, opening: Sequence[Unit], places: Sequence[PlaceMention]
) -> Iterator[PlaceMention]:
    for unit in opening:
        for place in _places_within(places, unit.span):
            before = text[max(unit.span.start, place.span.start - 40) : place.span.start]
            after = text[place.span.end : place.span.end + 20]
            around = text[
                max(unit.span.start, place.span.start - 250) : min(unit.span.end, place.span.end + 250)
            ]
            if _ANOTHER_TIME.search(before):
                continue
            welcomed_from = max(unit.span.start, place.span.start - 200)
            is_welcome = _WELCOMED_TO.search(text, welcomed_from, place.span.start)
            is_there = _AT_PLACE.search(before) or _HOSTS.match(after)
            if is_welcome or (is_there and _EVENT.search(around)):
                yield place


def _place_in_title(text: str, title: Title, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the city that gives a text its name, or in which its title says that people met.

    "The Lakeside Declaration", "Joint Statement on the Talks in Lakeside".
    """
    for place in _places_within(places, title.span):
        before = text[title.span.start : place.span.start]
        if _NAMES_TEXT.match(text, place.span.end) or (_AT_PLACE.search(before) and _EVENT.search(before)):
            return place
    return None
