"""Dates: what each way of writing one says, and to what it belongs."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicon import Rule, load
from extractors.mentions.dates import find_dates, in_year
from extractors.model import DateExpression, DateRole, InstrumentMention, InstrumentRole, Span

REFERENCE = date(2022, 2, 21)  # a Monday

# Words, the expression found in them, its first and last day, its precision.
EXPRESSIONS = [
    ("held on 5 January 2019", "5 January 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on January 5, 2019", "January 5, 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on January 5 2019", "January 5 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on 5 January, 2019", "5 January, 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on 5th January 2019", "5th January 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on the 5th of January 2019", "5th of January 2019", "2019-01-05", "2019-01-05", "day"),
    ("on this 5th day of January, 2019", "5th day of January, 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on January 5th, 2019", "January 5th, 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on 5 Jan. 2019", "5 Jan. 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on Sept 5, 2019", "Sept 5, 2019", "2019-09-05", "2019-09-05", "day"),
    ("held on 05 JANUARY 2019", "05 JANUARY 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on 5\nJanuary 2019", "5\nJanuary 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on5 January 2019", "5 January 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on Saturday, 5 January 2019", "Saturday, 5 January 2019", "2019-01-05", "2019-01-05", "day"),
    ("held tomorrow, February 22", "tomorrow, February 22", "2022-02-22", "2022-02-22", "day"),
    ("held on 2019-01-05", "2019-01-05", "2019-01-05", "2019-01-05", "day"),
    ("held on 2019/01/05", "2019/01/05", "2019-01-05", "2019-01-05", "day"),
    ("held on 25.01.2019", "25.01.2019", "2019-01-25", "2019-01-25", "day"),
    ("held on 5.1.2019", "5.1.2019", "2019-01-05", "2019-01-05", "day"),
    ("held on 10-11.11.2017", "10-11.11.2017", "2017-11-10", "2017-11-11", "day_range"),
    ("held on 30.12.-02.01.2021", "30.12.-02.01.2021", "2020-12-30", "2021-01-02", "day_range"),
    ("held on 10.11.2017-12.11.2017", "10.11.2017-12.11.2017", "2017-11-10", "2017-11-12", "day_range"),
    ("held on 10/11 November 2017", "10/11 November 2017", "2017-11-10", "2017-11-11", "day_range"),
    ("held on May 3/4, 2020", "May 3/4, 2020", "2020-05-03", "2020-05-04", "day_range"),
    ("April/May 2020", "April/May 2020", "2020-04-01", "2020-05-31", "month"),
    ("from June 2021 to May 2022", "June 2021 to May 2022", "2021-06-01", "2022-05-31", "month"),
    ("held on 25/01/2019", "25/01/2019", "2019-01-25", "2019-01-25", "day"),
    ("held on 01/25/2019", "01/25/2019", "2019-01-25", "2019-01-25", "day"),
    ("held on 05/05/2019", "05/05/2019", "2019-05-05", "2019-05-05", "day"),
    ("held on 03/04/2019", "03/04/2019", None, None, "none"),
    ("held on 29 February 2020", "29 February 2020", "2020-02-29", "2020-02-29", "day"),
    ("on 5 March the lake froze", "5 March", "2022-03-05", "2022-03-05", "day"),
    ("on March 5 the lake froze", "March 5", "2022-03-05", "2022-03-05", "day"),
    ("on December 30 the lake froze", "December 30", "2021-12-30", "2021-12-30", "day"),
    ("from 3-4 May 2018", "3-4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("from 3 – 4 May 2018", "3 – 4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("from 3 to 4 May 2018", "3 to 4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on 3 and 4 May 2018", "3 and 4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on 3 & 4 May 2018", "3 & 4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on 3, 4 and 5 May 2018", "3, 4 and 5 May 2018", "2018-05-03", "2018-05-05", "day_range"),
    ("on the 3rd-4th of May 2018", "3rd-4th of May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("from 3 through 4 May 2018", "3 through 4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on May 3-4, 2018", "May 3-4, 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on May 3–4 2018", "May 3–4 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on May 3 and 4, 2018", "May 3 and 4, 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("from May 3 to 4, 2018", "May 3 to 4, 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on March 3-4 the lake froze", "March 3-4", "2022-03-03", "2022-03-04", "day_range"),
    ("on 3-4 March the lake froze", "3-4 March", "2022-03-03", "2022-03-04", "day_range"),
    ("30 April – 1 May 2018", "30 April – 1 May 2018", "2018-04-30", "2018-05-01", "day_range"),
    ("from 30 April to 1 May 2018", "30 April to 1 May 2018", "2018-04-30", "2018-05-01", "day_range"),
    ("April 30 – May 1, 2018", "April 30 – May 1, 2018", "2018-04-30", "2018-05-01", "day_range"),
    ("from April 30 through May 1", "April 30 through May 1", "2022-04-30", "2022-05-01", "day_range"),
    (
        "30 December 2018 – 2 January 2019",
        "30 December 2018 – 2 January 2019",
        "2018-12-30",
        "2019-01-02",
        "day_range",
    ),
    ("30 December – 2 January 2019", "30 December – 2 January 2019", "2018-12-30", "2019-01-02", "day_range"),
    (
        "December 30, 2018 to January 2, 2019",
        "December 30, 2018 to January 2, 2019",
        "2018-12-30",
        "2019-01-02",
        "day_range",
    ),
    ("held in June 2015", "June 2015", "2015-06-01", "2015-06-30", "month"),
    ("held in June, 2015", "June, 2015", "2015-06-01", "2015-06-30", "month"),
    ("held in June of 2015", "June of 2015", "2015-06-01", "2015-06-30", "month"),
    ("held in February 2020", "February 2020", "2020-02-01", "2020-02-29", "month"),
    ("held in June", "June", "2022-06-01", "2022-06-30", "month"),
    ("held in May", "May", "2022-05-01", "2022-05-31", "month"),
    ("held last December", "December", "2021-12-01", "2021-12-31", "month"),
    ("from June to July 2015", "June to July 2015", "2015-06-01", "2015-07-31", "month"),
    ("in June–July 2015", "June–July 2015", "2015-06-01", "2015-07-31", "month"),
    ("in December and January 2016", "December and January 2016", "2015-12-01", "2016-01-31", "month"),
    ("in the first quarter of 2023", "first quarter of 2023", "2023-01-01", "2023-03-31", "month"),
    ("in the 4th quarter of 2023", "4th quarter of 2023", "2023-10-01", "2023-12-31", "month"),
    ("in Q3 2023", "Q3 2023", "2023-07-01", "2023-09-30", "month"),
    ("in the second half of 2023", "second half of 2023", "2023-07-01", "2023-12-31", "month"),
    ("in spring 2023", "spring 2023", "2023-03-01", "2023-05-31", "month"),
    ("in the winter of 2023", "winter of 2023", "2023-12-01", "2024-02-29", "month"),
    ("built in 1998", "1998", "1998-01-01", "1998-12-31", "year"),
    ("by the end of 2024", "2024", "2024-01-01", "2024-12-31", "year"),
    ("in mid-2023", "2023", "2023-01-01", "2023-12-31", "year"),
    ("the fire (2011)", "2011", "2011-01-01", "2011-12-31", "year"),
    ("in 2018-2019", "2018-2019", "2018-01-01", "2019-12-31", "year_range"),
    ("in 2018–2019", "2018–2019", "2018-01-01", "2019-12-31", "year_range"),
    ("from 2018 to 2020", "2018 to 2020", "2018-01-01", "2020-12-31", "year_range"),
    ("in 2018/2019", "2018/2019", "2018-01-01", "2019-12-31", "year_range"),
    ("in 2021-22", "2021-22", "2021-01-01", "2022-12-31", "year_range"),
    ("in the 1990s", "1990s", "1990-01-01", "1999-12-31", "year_range"),
    ("met today", "today", "2022-02-21", "2022-02-21", "day"),
    ("met yesterday", "yesterday", "2022-02-20", "2022-02-20", "day"),
    ("will meet tomorrow", "tomorrow", "2022-02-22", "2022-02-22", "day"),
    ("met on Thursday", "Thursday", "2022-02-17", "2022-02-17", "day"),
    ("met on Monday", "Monday", "2022-02-21", "2022-02-21", "day"),
    ("will meet on Thursday", "Thursday", "2022-02-24", "2022-02-24", "day"),
    ("met last Monday", "last Monday", "2022-02-14", "2022-02-14", "day"),
    ("see you next Monday", "next Monday", "2022-02-28", "2022-02-28", "day"),
    ("met last week", "last week", "2022-02-14", "2022-02-20", "day_range"),
    ("met this week", "this week", "2022-02-21", "2022-02-27", "day_range"),
    ("opens next month", "next month", "2022-03-01", "2022-03-31", "month"),
    ("opened last year", "last year", "2021-01-01", "2021-12-31", "year"),
    ("at the seventy-fifth session", "seventy-fifth session", None, None, "ordinal_session"),
    ("at the 75th session", "75th session", None, None, "ordinal_session"),
    ("at the tenth special session", "tenth special session", None, None, "ordinal_session"),
]

# The same in sentences, as releases, communiqués and resolutions write them.
SENTENCES = [
    (
        "The forum opened on Monday, 7 June 2021, in Bergen.",
        "Monday, 7 June 2021",
        "2021-06-07",
        "2021-06-07",
        "day",
    ),
    ("Done at Bergen this 7th day of June 2021.", "7th day of June 2021", "2021-06-07", "2021-06-07", "day"),
    ("Signed at Bergen, 7th June 2021, in two copies.", "7th June 2021", "2021-06-07", "2021-06-07", "day"),
    ("(Bergen, 7 June 2021)", "7 June 2021", "2021-06-07", "2021-06-07", "day"),
    ("(Bergen, 7–9 June 2021)", "7–9 June 2021", "2021-06-07", "2021-06-09", "day_range"),
    ("Bergen, 7 - 9 June 2021", "7 - 9 June 2021", "2021-06-07", "2021-06-09", "day_range"),
    ("held in Bergen, on 7-9 June, 2021", "7-9 June, 2021", "2021-06-07", "2021-06-09", "day_range"),
    ("held in Bergen June 7-9, 2021", "June 7-9, 2021", "2021-06-07", "2021-06-09", "day_range"),
    ("held from June 7th to 9th, 2021", "June 7th to 9th, 2021", "2021-06-07", "2021-06-09", "day_range"),
    (
        "held from the 7th to the 9th of June 2021",
        "7th to the 9th of June 2021",
        "2021-06-07",
        "2021-06-09",
        "day_range",
    ),
    ("between 7 and 9 June 2021", "7 and 9 June 2021", "2021-06-07", "2021-06-09", "day_range"),
    ("from 28 June to 2 July 2021", "28 June to 2 July 2021", "2021-06-28", "2021-07-02", "day_range"),
    (
        "from 28 June 2021 to 2 July 2021",
        "28 June 2021 to 2 July 2021",
        "2021-06-28",
        "2021-07-02",
        "day_range",
    ),
    ("from June 28 to July 2, 2021", "June 28 to July 2, 2021", "2021-06-28", "2021-07-02", "day_range"),
    ("28 June–2 July 2021", "28 June–2 July 2021", "2021-06-28", "2021-07-02", "day_range"),
    ("28 June - 2 July 2021", "28 June - 2 July 2021", "2021-06-28", "2021-07-02", "day_range"),
    ("June 28-July 2, 2021", "June 28-July 2, 2021", "2021-06-28", "2021-07-02", "day_range"),
    ("on 7, 8 and 9 June 2021", "7, 8 and 9 June 2021", "2021-06-07", "2021-06-09", "day_range"),
    ("on 7\u00a0June\u00a02021", "7\u00a0June\u00a02021", "2021-06-07", "2021-06-07", "day"),
    ("on JUNE 7, 2021", "JUNE 7, 2021", "2021-06-07", "2021-06-07", "day"),
    ("on 7 JUNE 2021", "7 JUNE 2021", "2021-06-07", "2021-06-07", "day"),
    ("on 07 June 2021", "07 June 2021", "2021-06-07", "2021-06-07", "day"),
    ("on 7-June-2021", "7-June-2021", "2021-06-07", "2021-06-07", "day"),
    ("on Aug. 7, 2021", "Aug. 7, 2021", "2021-08-07", "2021-08-07", "day"),
    ("on 7 Sept. 2021", "7 Sept. 2021", "2021-09-07", "2021-09-07", "day"),
    ("on Dec 7, 2021", "Dec 7, 2021", "2021-12-07", "2021-12-07", "day"),
    ("on 31 December 1999", "31 December 1999", "1999-12-31", "1999-12-31", "day"),
    ("on 1 January 2100 the lease ends", "1 January", "2022-01-01", "2022-01-01", "day"),
    ("on 29 February 2024", "29 February 2024", "2024-02-29", "2024-02-29", "day"),
    ("on 2021-06-07 and after", "2021-06-07", "2021-06-07", "2021-06-07", "day"),
    ("on 07.06.2021", "07.06.2021", "2021-06-07", "2021-06-07", "day"),
    ("on 7-6-2021", "7-6-2021", None, None, "none"),
    ("on 13-6-2021", "13-6-2021", "2021-06-13", "2021-06-13", "day"),
    ("on 06/07/2021", "06/07/2021", None, None, "none"),
    ("on 7/7/2021", "7/7/2021", "2021-07-07", "2021-07-07", "day"),
    # Without a year: the nearest, unless the sentence speaks of the future or of the past.
    ("It will be held on 7 October.", "7 October", "2022-10-07", "2022-10-07", "day"),
    ("It was held on 7 October.", "7 October", "2021-10-07", "2021-10-07", "day"),
    ("It took place on October 7-8.", "October 7-8", "2021-10-07", "2021-10-08", "day_range"),
    ("It is expected to open on October 7.", "October 7", "2022-10-07", "2022-10-07", "day"),
    ("the upcoming summit on 7 December", "7 December", "2022-12-07", "2022-12-07", "day"),
    ("They adopted it on 7 December.", "7 December", "2021-12-07", "2021-12-07", "day"),
    ("Oslo hosted the summit in November.", "November", "2021-11-01", "2021-11-30", "month"),
    ("Oslo will host the summit in November.", "November", "2022-11-01", "2022-11-30", "month"),
    ("The summit closed on 18 February.", "18 February", "2022-02-18", "2022-02-18", "day"),
    ("On 3 March, Oslo will host the summit.", "3 March", "2022-03-03", "2022-03-03", "day"),
    ("in early June 2021", "June 2021", "2021-06-01", "2021-06-30", "month"),
    ("in mid-June 2021", "June 2021", "2021-06-01", "2021-06-30", "month"),
    ("at the end of June 2021", "June 2021", "2021-06-01", "2021-06-30", "month"),
    ("the June 2021 meeting", "June 2021", "2021-06-01", "2021-06-30", "month"),
    ("from June to August 2021", "June to August 2021", "2021-06-01", "2021-08-31", "month"),
    ("in the third quarter of 2021", "third quarter of 2021", "2021-07-01", "2021-09-30", "month"),
    ("in the first half of 2021", "first half of 2021", "2021-01-01", "2021-06-30", "month"),
    ("in Q1 of 2021", "Q1 of 2021", "2021-01-01", "2021-03-31", "month"),
    ("in the autumn of 2021", "autumn of 2021", "2021-09-01", "2021-11-30", "month"),
    ("in the summer of 2021", "summer of 2021", "2021-06-01", "2021-08-31", "month"),
    ("in fall 2021", "fall 2021", "2021-09-01", "2021-11-30", "month"),
    ("since 2015", "2015", "2015-01-01", "2015-12-31", "year"),
    ("by 2035", "2035", "2035-01-01", "2035-12-31", "year"),
    ("the 2019 summit", "2019", "2019-01-01", "2019-12-31", "year"),
    ("in late 2019", "2019", "2019-01-01", "2019-12-31", "year"),
    ("between 2015 and 2019", "2015 and 2019", "2015-01-01", "2019-12-31", "year_range"),
    ("for 2026–2030", "2026–2030", "2026-01-01", "2030-12-31", "year_range"),
    ("in the 2010s", "2010s", "2010-01-01", "2019-12-31", "year_range"),
    ("They spoke today.", "today", "2022-02-21", "2022-02-21", "day"),
    ("They spoke on Sunday.", "Sunday", "2022-02-20", "2022-02-20", "day"),
    ("They shall speak this Friday.", "this Friday", "2022-02-25", "2022-02-25", "day"),
    ("It closes next year.", "next year", "2023-01-01", "2023-12-31", "year"),
    ("It closed last month.", "last month", "2022-01-01", "2022-01-31", "month"),
    (
        "on 10 to 11 February 2025¹ they met",
        "10 to 11 February 2025",
        "2025-02-10",
        "2025-02-11",
        "day_range",
    ),
    ("on 12 AND 13 MARCH 2025", "12 AND 13 MARCH 2025", "2025-03-12", "2025-03-13", "day_range"),
    ("It opens later this spring.", "this spring", "2022-03-01", "2022-05-31", "month"),
    ("It closed last summer.", "last summer", "2021-06-01", "2021-08-31", "month"),
    ("It rained this winter.", "this winter", "2021-12-01", "2022-02-28", "month"),
    ("As of today it rains.", "today", "2022-02-21", "2022-02-21", "day"),
    ("They met on Saturday, August 21.", "Saturday, August 21", "2021-08-21", "2021-08-21", "day"),
    ("on the first Thursday of November 2021", "November 2021", "2021-11-01", "2021-11-30", "month"),
    ("It opens next week.", "next week", "2022-02-28", "2022-03-06", "day_range"),
    ("at its seventy-seventh session", "seventy-seventh session", None, None, "ordinal_session"),
    ("at its 78th regular session", "78th regular session", None, None, "ordinal_session"),
    (
        "at its eleventh emergency special session",
        "eleventh emergency special session",
        None,
        None,
        "ordinal_session",
    ),
]

# As releases word them, with what the date belongs to.
IN_CONTEXT = [
    (
        "It will be held from June 6 through June 10 in Oslo.",
        "June 6 through June 10",
        "2022-06-06",
        "2022-06-10",
        "day_range",
        "event",
    ),
    (
        "They attend the February 18-20 Lake Forum.",
        "February 18-20",
        "2022-02-18",
        "2022-02-20",
        "day_range",
        "event",
    ),
    ("He hosts them on May 12 and 13.", "May 12 and 13", "2022-05-12", "2022-05-13", "day_range", "event"),
    ("She spoke in October 2021.", "October 2021", "2021-10-01", "2021-10-31", "month", "event"),
    (
        "They met from November 13th-16th.",
        "November 13th-16th",
        "2021-11-13",
        "2021-11-16",
        "day_range",
        "event",
    ),
    (
        "They met on this 26th\nday of April, 2023.",
        "26th\nday of April, 2023",
        "2023-04-26",
        "2023-04-26",
        "day",
        "event",
    ),
    ("It opens later this year.", "this year", "2022-01-01", "2022-12-31", "year", "other"),
    ("It is due by the end of this year.", "this year", "2022-01-01", "2022-12-31", "year", "deadline"),
    ("It opens in June next year.", "June next year", "2023-06-01", "2023-06-30", "month", "event"),
    (
        "It opens in the second half of next year.",
        "second half of next year",
        "2023-07-01",
        "2023-12-31",
        "month",
        "event",
    ),
    ("It opens in the last week of May 2031.", "May 2031", "2031-05-01", "2031-05-31", "month", "event"),
    ("It closed in June of last year.", "June of last year", "2021-06-01", "2021-06-30", "month", "event"),
    ("They met the day before yesterday.", "yesterday", "2022-02-19", "2022-02-19", "day", "event"),
    ("They read the Charter of 7 June 2021.", "7 June 2021", "2021-06-07", "2021-06-07", "day", "instrument"),
    ("The offer is open until 7 June 2023.", "7 June 2023", "2023-06-07", "2023-06-07", "day", "deadline"),
    (
        "They drew up a budget for 2022-2024.",
        "2022-2024",
        "2022-01-01",
        "2024-12-31",
        "year_range",
        "validity",
    ),
    (
        "BERGEN, 21 February 2022 — It rained.",
        "21 February 2022",
        "2022-02-21",
        "2022-02-21",
        "day",
        "document",
    ),
]

NO_DATES = [
    "It may rain, and march we must.",
    "Some 2000 people came.",
    "More than 2000 came.",
    "Resolution 1998 was read.",
    "Symbol A/70/2019 was read.",
    "S/2007/279 was read.",
    "A price of $2019 was paid.",
    "Rooms 2021-25 were free.",
    "The bill came to 2,019 and 2019.5.",
    "On 31 February nothing happened.",
    "Room 45 May be free.",
    "The workforce of tomorrow learns.",
    "It rained on Good Friday.",
]

ROLES = [
    ("on 5 May 2018 they met", DateRole.EVENT),
    ("resolution 72/7 of 17 November 2017", DateRole.INSTRUMENT),
    ("the Declaration of 26 March 1998", DateRole.INSTRUMENT),
    ("the Lakeside Declaration (2011)", DateRole.INSTRUMENT),
    ("the 2006 Treaty on Lakes", DateRole.INSTRUMENT),
    ("the 2030 Agenda", DateRole.INSTRUMENT),
    ("resolution 1540 (2004)", DateRole.INSTRUMENT),
    ("the Declaration, adopted on 26 March 1998", DateRole.EVENT),
    ("for the years of 2018-2019", DateRole.VALIDITY),
    ("for the period 2018-2019", DateRole.VALIDITY),
    ("by 2030", DateRole.DEADLINE),
    ("no later than 31 December 2025", DateRole.DEADLINE),
    ("until 1 May 2025", DateRole.DEADLINE),
    ("by the end of 2025", DateRole.DEADLINE),
    ("Rivers of the North\n5 May 2018\nThe rivers rose.", DateRole.DOCUMENT),
    ("Distr.: General\n5 May 2018\nThe rivers rose.", DateRole.DOCUMENT),
    ("OSLO, 5 May 2018 - The rivers rose.", DateRole.DOCUMENT),
]


def _only(text: str, reference: date | None = REFERENCE) -> DateExpression:
    found = find_dates(text, reference)
    assert len(found) == 1, [each.span.of(text) for each in found]
    return found[0]


@pytest.mark.parametrize(("text", "words", "start", "end", "precision"), [*EXPRESSIONS, *SENTENCES])
def test_says_the_right_days(
    text: str, words: str, start: str | None, end: str | None, precision: str
) -> None:
    found = _only(text)
    days = tuple(day and day.isoformat() for day in (found.start, found.end))
    assert (found.span.of(text), *days, found.precision) == (words, start, end, precision)


@pytest.mark.parametrize(("text", "words", "start", "end", "precision", "role"), IN_CONTEXT)
def test_says_the_right_days_of_the_right_thing(
    text: str, words: str, start: str, end: str, precision: str, role: str
) -> None:
    found = _only(text)
    days = tuple(day and day.isoformat() for day in (found.start, found.end))
    assert (found.span.of(text), *days, found.precision, found.role) == (words, start, end, precision, role)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They meet on 1 September 2022; the officials will meet on 31 August.", "2022-08-31"),
        ("They met on 1 September 2022.\n\nThe officials met on 31 August.", None),
        ("She will come in June 2031.\n\nThe summit is on June 14.", "2031-06-14"),
        ("She will come in June 2031.\n\nThe summit is on 14 July.", None),
        ("She will go to the 2031 Lake Conference on 3 May.", "2031-05-03"),
        ("She will go from 3 May to the 2031 Lake Conference.", "2031-05-03"),
        ("She went to the 2021 Lake and the 2031 Salmon Conference on 3 May.", None),
        ("She read of the 2031 Lake Conference. She left on 3 May.", None),
        ("They read the Charter of 1 September 2012. The officials met on 31 August.", None),
    ],
)
def test_a_day_without_a_year_takes_that_of_its_paragraph(text: str, day: str | None) -> None:
    last = [date for date in find_dates(text, None) if date.rule_id != "date_year"][-1]
    assert (last.start and last.start.isoformat()) == day


@pytest.mark.parametrize(
    ("words", "year", "day"),
    [
        ("June 13th", 2024, "2024-06-13"),
        ("31 December", 2024, "2024-12-31"),
        ("1 January", 2024, "2024-01-01"),
        ("13 June 2020", 2024, "2020-06-13"),
        ("Thursday", 2024, None),
    ],
)
def test_a_day_can_be_read_in_a_year(words: str, year: int, day: str | None) -> None:
    text = f"on {words} they met"
    found = in_year(text, _only(text, None), year)
    assert (found.start and found.start.isoformat()) == day
    assert found.span.of(text) == words


@pytest.mark.parametrize("text", NO_DATES)
def test_finds_no_date_where_there_is_none(text: str) -> None:
    assert [found.span.of(text) for found in find_dates(text, REFERENCE)] == []


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_knows_what_is_dated(text: str, role: DateRole) -> None:
    assert find_dates(text, REFERENCE)[-1].role is role


@pytest.mark.parametrize(
    "text", ["on 5 March", "on March 5-6", "in June", "today", "on Thursday", "last week"]
)
def test_names_no_day_without_a_reference(text: str) -> None:
    found = _only(text, None)
    assert (found.start, found.end, found.precision) == (None, None, "none")


def test_date_in_an_instruments_name_belongs_to_it() -> None:
    text = "the Joint Plan for Lakes 2018-2019 was read"
    mention = InstrumentMention(Span(4, 34), "plan", InstrumentRole.OBJECT, "rule")
    assert [found.role for found in find_dates(text, REFERENCE, (mention,))] == [DateRole.INSTRUMENT]
    assert [found.role for found in find_dates(text, REFERENCE)] != [DateRole.INSTRUMENT]


@pytest.mark.parametrize("rule", load("rules_dates", Rule), ids=lambda rule: rule.id)
def test_examples_of_rules(rule: Rule) -> None:
    reference = None if rule.id == "date_without_year" else REFERENCE
    for text in rule.examples:
        assert rule.id in [found.rule_id for found in find_dates(text, reference)], text
    for text in rule.counter_examples:
        assert rule.id not in [found.rule_id for found in find_dates(text, reference)], text


@given(st.text(alphabet="0123456789 -–/.,\nMarchJuneofandtoday()", max_size=200))
def test_expressions_are_in_order_and_never_overlap(text: str) -> None:
    found = find_dates(text, REFERENCE)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(each.start <= each.end for each in found if each.start and each.end)


@pytest.mark.parametrize("piece", ["1, ", "10-", "1 to ", "May ", "twenty-", "2001 ", "Monday "])
def test_time_grows_with_the_text_only(piece: str) -> None:
    started = time.monotonic()
    find_dates(piece * (100_000 // len(piece)), REFERENCE)
    assert time.monotonic() - started < 8
