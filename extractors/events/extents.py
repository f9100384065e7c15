"""How far an event's phrase reaches to the left and to the right of its noun.

To the left it takes in the ordinal, adjectives, names and a quoted name; to the right the "of", "on"
and "between" that say whose and about what, and a quoted title. It ends before the verb, and before
the "in <place>" and "on <date>" that say where and when.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.grammar.ordinals import ORDINAL
from extractors.grammar.word_groups import words
from extractors.model import Span

_OPENING, _CLOSING = '“«"‘„', '”»"’“'
_CLOSER = {"“": "”", "«": "»", '"': '"', "‘": "’", "„": "“"}
_TITLE_LEADS = frozenset(
    [
        "on",
        "entitled",
        "titled",
        "topic",
        "theme",
        "themed",
        "called",
        "named",
        "of",
        "under",
        ":",
        "motto",
        ",",
        "devoted",
        "dedicated",
    ]
)
_TRAILING = frozenset(
    [
        "of",
        "on",
        "between",
        "for",
        "among",
        "with",
        "within",
        "under",
        "and",
        "the",
        "a",
        "an",
        "to",
        "in",
        "at",
        ",",
        "&",
        "against",
        "about",
        "relating",
    ]
)
_DETERMINERS = words("event_words", "determiners")
_ADJECTIVES = words("event_words", "adjectives")
_PREPOSITIONS = words("event_words", "prepositions")
_OPENERS = words("event_words", "openers")
_STOPS = words("event_words", "stops")
_VERBS = words("event_words", "verbs")
_DOCUMENTS = frozenset(
    ["Summary", "Declaration", "Statement", "Communique", "Communiqué", "Readout", "Outcomes"]
)
_VAGUE = words("event_words", "vague")
_MONTHS = words("event_words", "months")
_LARGE_PREPOSITIONS = frozenset(["Between", "Among", "Against", "Regarding", "Concerning"])  # of headlines
_JUNIORS = ("Jr", "Sr")
_JUNIOR = re.compile(r"\s(?:Jr|Sr)\b")
_DEVOTED = re.compile(r"\s(?:dedicated|devoted)\sto(?=\s)")
_SERVING = re.compile(r"serving\sas\sthe\s")
_TOPICS = re.compile(r"\s(?:[A-Z][a-z]+,\s){0,3}(?:and\s)?[A-Z][a-z]+\sand\s[A-Z][a-z]+\sof\s")
_LONGEST_DESCRIPTION = 5
_LEFT_REACH = 220  # characters before the noun that may belong to it
_RIGHT_REACH = 420
_QUOTE_REACH = 320
_TOKEN = re.compile(r"[^\W_]+(?:[’'+./–‑-]{1,2}[^\W_]+)*(?:[’'](?!\w))?\+?|[^\w\s]")
_MARGINS = re.compile(
    r"\s(?:the\s)?(?:margins|sidelines)\sof\b(?!\s(?:the\s)?(?:UN\s|United\sNations\s)?General\sAssembly)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CAPITALISED_STOPS = frozenset(["to", "host", "hosts", "at", "of", "on", "in", "for", "and"])
_ACRONYM = re.compile(r"\((?:[A-Z][A-Z.+\d-]{1,9}|hybrid|virtual|online|in-person)\)$")
_ORDINAL = re.compile(rf"{ORDINAL}|inaugural|[IVXL]{{1,6}}", re.I)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What stands around phrases: days, places and names (states, bodies, persons), each in order."""

    dates: Sequence[Span]
    places: Sequence[Span]
    names: Sequence[Span]


def extent_left(text: str, noun: int, floor: int, around: Surroundings) -> tuple[int, str, tuple[str, ...]]:
    """Return where the phrase begins, its determiner ("" for none) and the words before the noun."""
    window = max(floor, noun - _LEFT_REACH, around.day_before(noun))
    tokens = list(_TOKEN.finditer(text, window, noun))
    start, modifiers, index = noun, [], len(tokens) - 1
    while index >= 0:
        token = tokens[index]
        word = token.group()
        if "\n\n" in text[token.end() : start]:
            break
        if word == ")" and (bracket := _ACRONYM.search(text, window, token.end())) is not None:
            tokens = [each for each in tokens if each.end() <= bracket.start()]
            start, index = bracket.start(), len(tokens) - 1
            continue
        if word in _CLOSING and (opening := _opening_quote(text, tokens, index)) is not None:
            modifiers.append(text[tokens[opening].start() : token.end()].strip(_OPENING + _CLOSING))
            start, index = tokens[opening].start(), opening - 1
            continue
        if not _belongs(tokens, index, bool(modifiers)):
            determiner = word.lower() if word.lower() in _DETERMINERS else ""
            return start, determiner, tuple(reversed(modifiers))
        if word[0].isalnum():
            modifiers.append(word)
        start, index = token.start(), index - 1
    is_dated = window == around.day_before(noun) and not text[window:start].strip()
    determiner = around.determiner_of_day(text, noun) if is_dated else ""
    return start, determiner, tuple(reversed(modifiers))


def _opening_quote(text: str, tokens: list[re.Match[str]], closing: int) -> int | None:
    for index in range(closing - 1, max(-1, closing - 14), -1):
        if tokens[index].group() in _OPENING:
            return index
    return None


def _belongs(tokens: list[re.Match[str]], index: int, has_modifiers: bool) -> bool:
    """Tell whether a word left of the noun is part of the phrase."""
    word = tokens[index].group()
    following = tokens[index + 1].group() if index + 1 < len(tokens) else ""
    before = tokens[index - 1].group() if index else ""
    if word.lower() in _DETERMINERS or (word.isupper() and word.lower() in _CAPITALISED_STOPS):
        return False
    if word in _MONTHS or word.isdecimal():
        return _belongs_as_time(word, before, following)
    if word in ("year's", "year’s"):
        return has_modifiers and before.lower() in ("last", "next", "this")
    if word.lower() in _ADJECTIVES or _ORDINAL.fullmatch(word) or _stands_after_article(tokens, index):
        return True
    if word[0].isupper() or word[0].isdigit():
        # "the Lakeside Declaration Ministerial", "the Together We Grow Summit"
        is_in_name = word in ("Declaration", "We") and _is_name_word(before)
        return word not in _OPENERS or is_in_name
    if word in ("and", "&", "-", "–", "/", "plus"):
        is_after_name = _is_name_word(before) or (before, word) == (".", "-")
        is_joining = is_after_name or _is_after_acronym(tokens, index)
        return has_modifiers and is_joining and _is_name_word(following)
    if word in (
        "for",
        "to",
        "with",
    ):  # "the Nutrition for Growth Summit", "the Compact with Africa Conference"
        return has_modifiers and before[:1].isupper() and before not in _OPENERS and following[:1].isupper()
    if word == "of":
        return (
            before.lower().split("-")[-1]
            in ("head", "heads", "chiefs", "council", "ministers", "committee", "republic")
            and following[:1].isupper()
        )
    if word == ".":
        return re.search(r"(?:^|\W)(?:[A-Z](?:\.[A-Z])*|[JS]r)$", before) is not None
    is_possessive = word in ("'s", "’s", "’", "'") and has_modifiers
    return is_possessive or (word == "," and following[:2] in _JUNIORS)


def _is_after_acronym(tokens: list[re.Match[str]], index: int) -> bool:
    """Tell the "and" of "the Lake Fund (LF) and River Fund Meetings"."""
    if index < len("(X)"):
        return False
    opening, acronym, closing = (each.group() for each in tokens[index - 3 : index])
    return opening == "(" and closing == ")" and acronym.isalpha() and acronym.isupper()


def _belongs_as_time(word: str, before: str, following: str) -> bool:
    """Tell "the July meeting" and a year from the time of day in a programme and an item's number."""
    if word in _MONTHS:
        return not following and before.lower() in _DETERMINERS
    return before not in (":", ".", "–", "-") and len(word) >= len("2025")


def _stands_after_article(tokens: list[re.Match[str]], index: int) -> bool:
    """Tell the "water" of "the special water session": after an article any small word describes the noun."""
    for token in reversed(tokens[max(0, index - _LONGEST_DESCRIPTION) : index + 1]):
        word = token.group()
        if word in ("a", "an", "the", "our", "The", "its", "their"):
            return tokens[index].group() not in _VAGUE or word in ("a", "an")
        is_name = word[0].isupper() and word not in _OPENERS
        if _YEAR.fullmatch(word) or word in _ADJECTIVES:
            continue  # "the 2021 lake meetings", "its yearly lake meeting"
        is_small = word.islower() and word[0].isalpha() and not word.endswith(("ing", "ed", "ly"))
        if (
            not (is_small or is_name)
            or word in _STOPS
            or word in _PREPOSITIONS
            or word in _TRAILING
            or word in _VERBS
        ):
            return False
    return False


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or word.lower() in _ADJECTIVES


def extent_right(text: str, end: int, ceiling: int, around: Surroundings) -> tuple[int, Span | None]:
    """Return where the phrase ends, and the span of its quoted title or None."""
    limit = min(ceiling, end + _RIGHT_REACH)
    devoted = _DEVOTED.match(text, end, limit)
    position, previous, in_phrase = end, "", False
    if devoted is not None:
        position, previous, in_phrase = devoted.end(), "to", True
    while token := _TOKEN.search(text, position, limit):
        word = token.group()
        if "\n\n" in text[position : token.start()]:
            break
        if word in _OPENING and (previous.lower() in _TITLE_LEADS or not previous or in_phrase):
            closing = text.find(
                _CLOSER.get(word, word), token.end(), min(ceiling, token.end() + _QUOTE_REACH)
            )
            if closing < 0:
                break
            if previous.lower() not in ("the", "of the") or text[closing + 1 : closing + 2] != " ":
                return closing + 1, Span(token.start(), closing + 1)
            position, previous = closing + 1, "Name"  # the "Lakeside" Dialogue: a name, not a title
            continue
        if token.start() in around.name_ends and in_phrase:
            position, previous = around.name_ends[token.start()], "Name"
            continue
        if previous == "Name" and word[0].isupper() and word.lower() not in _STOPS:
            position, previous = token.end(), word
            continue
        if not _continues(text, token, previous, in_phrase, around):
            break
        in_phrase = in_phrase or word.lower() in _PREPOSITIONS
        position, previous = token.end(), word
    return _trimmed(text, end, position), None


def _continues(text: str, token: re.Match[str], previous: str, in_phrase: bool, around: Surroundings) -> bool:
    is_large = token.group().isupper() or token.group() in _LARGE_PREPOSITIONS
    word = token.group().lower() if is_large else token.group()
    if word in _DOCUMENTS and previous.lower() not in _TRAILING:
        return False  # "Summit on Climate Summary of Proceedings": the document comes after the event
    if word in _PREPOSITIONS or word in ("in", "to"):
        return _opens_complement(text, token, in_phrase, around)
    if word in ("entitled", "titled", "themed") or (
        word == "," and re.match(r",\s?(?:entitled|titled)\b", text[token.start() :])
    ):
        return True
    if word == ":":
        return previous.lower() in ("topic", "theme", "on", "entitled", "titled")
    if not in_phrase:
        return previous in ("entitled", "titled", ",") and word in ("entitled", "titled")
    if word in (",", "."):
        return _continues_past_stop(text, token, previous, around)
    if (word, previous) == ("as", "serving") or _SERVING.match(text, token.start()):
        return True  # "the session of the Conference serving as the Meeting of the Parties to the Treaty"
    if word in _DETERMINERS:
        return word != "that" and (
            previous.lower() in _PREPOSITIONS
            or previous in ("and", "in", "to", "&", "as")
            or previous.endswith("ing")
        )
    if word in ("and", "&", "-", "–", "/", "’", "'", "(", ")"):
        return word not in "()"
    is_next_verb = previous in ("and", "&") and word in _VERBS  # "… of ministers and look forward to …"
    is_end = word.lower() in _STOPS and not _carries_on(text, token, previous, around)
    return word[0].isalnum() and not (is_end or is_next_verb or _is_participle(text, token))


def _carries_on(text: str, token: re.Match[str], previous: str, around: Surroundings) -> bool:
    """Tell the "through" inside a title ("Terrorism and its Financing through Drug Trafficking")."""
    is_between_names = previous[:1].isupper() and text[token.end() + 1 : token.end() + 2].isupper()
    is_setting = around.day_follows(text, token.end()) or around.place_follows(text, token.end())
    return token.group() in ("through", "from") and is_between_names and not is_setting


def _continues_past_stop(text: str, token: re.Match[str], previous: str, around: Surroundings) -> bool:
    """Tell the comma of a list of names or topics, or "Berg, Jr.", from one that ends the phrase."""
    if token.group() == ".":
        return previous in _JUNIORS
    is_topic = previous[:1].isupper() and _TOPICS.match(text, token.end()) is not None
    is_junior = _JUNIOR.match(text, token.end()) is not None
    return is_topic or is_junior or (previous == "Name" and _lists_on(text, token.end(), around))


def _opens_complement(text: str, token: re.Match[str], in_phrase: bool, around: Surroundings) -> bool:
    """Tell the "on" of a topic from that of a date, and the "in" of a region from that of a place."""
    word = token.group().lower()
    rest = text[token.end() : token.end() + 30]
    if word == "on" and _MARGINS.match(text, token.end()):
        return False  # "a meeting on the margins of the Lake Summit": two events
    if around.day_follows(text, token.end()) or (word == "for" and re.match(r"\s[a-z]+ing\b", rest)):
        return False
    if word in ("in", "to") and around.place_follows(text, token.end()):
        return False
    if word == "to":
        return in_phrase and re.match(r"\sthe\s[A-Z]|\s[A-Z]", rest) is not None
    if word == "in":
        return (
            in_phrase
            and re.match(r"\s(?:the\s)?[A-Z]|\s\w+ing\b|\sthe\s(?:field|area|framework)", rest) is not None
        )
    if word == "under":
        return re.match(r"\sthe\s(?:auspices|theme|motto|title|framework)", rest) is not None
    if word == "within":
        return re.match(r"\sthe\sframework", rest) is not None
    if word == "with":
        is_office = re.match(
            r"\s(?:the\s)?(?:leaders|presidents|(?:foreign\s|prime\s)?ministers)\b|"
            r"\s(?:his|her|their)\s(?:\w+\s)?counterparts?\b|\ssenior\s(?:[A-Z]\w+\s?){1,3}",
            rest,
        )
        return is_office is not None or re.match(r"\s(?:the\s)?(?:[A-Z]|participation)", rest) is not None
    return True


class Surroundings:
    """The landmarks of one text, found by position."""

    def __init__(self, landmarks: Landmarks) -> None:
        self._dates = landmarks.dates
        self._date_starts = [span.start for span in landmarks.dates]
        self._place_starts = [span.start for span in landmarks.places]
        self.name_ends = {span.start: span.end for span in landmarks.names}

    def day_before(self, position: int) -> int:
        """Return the end of the last date before `position` that is more than a year, or 0."""
        index = bisect_left(self._date_starts, position) - 1
        if (
            index < 0
            or self._dates[index].end > position
            or self._dates[index].end - self._dates[index].start <= 4
        ):
            return 0
        return self._dates[index].end

    def determiner_of_day(self, text: str, position: int) -> str:
        """Return the article of "the November 2022 meeting", an empty string where it has none."""
        index = bisect_left(self._date_starts, position) - 1
        words = text[: self._date_starts[index]][-12:].split() if index >= 0 else []
        return words[-1].lower() if words and words[-1].lower() in _DETERMINERS else ""

    def day_follows(self, text: str, position: int) -> bool:
        """Tell whether a date begins right after `position`."""
        return _begins_after(text, position, self._date_starts)

    def place_follows(self, text: str, position: int) -> bool:
        """Tell whether a place begins right after `position`."""
        return _begins_after(text, position, self._place_starts)


def _begins_after(text: str, position: int, starts: Sequence[int]) -> bool:
    """Tell whether one of `starts` comes right after `position`, give or take an article."""
    index = bisect_left(starts, position)
    if index == len(starts) or starts[index] - position > 16:
        return False
    return re.fullmatch(r"\s*(?:the\s)?(?:(?:city|town)\sof\s)?", text[position : starts[index]]) is not None


def _lists_on(text: str, position: int, around: Surroundings) -> bool:
    gap = re.match(r"\s+(?:and\s)?(?:as well as\s)?(?:the\s)?", text[position : position + 24])
    return gap is not None and position + gap.end() in around.name_ends


def _is_participle(text: str, token: re.Match[str]) -> bool:
    """Tell "organized by" from a name's "United" and from "organized crime"."""
    word = token.group()
    if word.endswith("ing") and word.islower():  # "the meeting of the Council responding to floods"
        return re.match(r"\sto\s(?!(?:the\s)?[A-Z])", text[token.end() : token.end() + 12]) is not None
    if not word.endswith("ed") or word[0].isupper() or "-" in word:
        return False
    return not re.match(
        r"\s(?:crime|nations|states|peoples?|persons?)\b", text[token.end() : token.end() + 12]
    )


def _trimmed(text: str, floor: int, end: int) -> int:
    """Return the end of the phrase without a preposition, article or comma that hangs there."""
    while end > floor:
        token = re.search(r"(\w+|[^\w\s])\s*\Z", text[floor:end])
        if token is None or token[1].lower() not in _TRAILING:
            break
        end = floor + token.start()
    return floor + len(text[floor:end].rstrip())
