"""The words for formal acts, and the grammar of what stands between them and an instrument."""

from __future__ import annotations

import re

from extractors.model import EventKind

KINDS = {
    "acce": EventKind.SIGNING,
    "sign": EventKind.SIGNING,
    "concl": EventKind.SIGNING,
    "adopt": EventKind.ADOPTION,
    "pass": EventKind.ADOPTION,
    "endors": EventKind.ADOPTION,
    "approv": EventKind.ADOPTION,
    "ratif": EventKind.ENTRY_INTO_FORCE,
    "ent": EventKind.ENTRY_INTO_FORCE,
    "com": EventKind.ENTRY_INTO_FORCE,
    "cam": EventKind.ENTRY_INTO_FORCE,
    "open": EventKind.SIGNING,
}
_PARTICIPLE = (
    r"(?P<act>adopted|signed|concluded|endorsed|approved|ratified|(?:entered|came)\sinto\sforce|"
    r"opened\sfor\ssignature)"
)
_DESCRIPTION = (
    r"(?-i:(?:(?!of\b|on\b|in\b|under\b|to\b|for\b|with\b|by\b|and\b|from\b|at\b)[a-z][\w-]+\s){0,2})"
)
# "the adoption by the Council, at its tenth session, of the …"
_INSERTED = (
    r"(?:,?\s(?:by|(?:on|in)(?=\s(?:\d|[a-z]+(?:\s(?:on|in))?\s\d))|at|during|without)"
    r"\s(?P<inserted>[^.;]{1,170}?),?)?"
)
# "the adoption, implementation and reporting on the …"
_COORDINATED = r"(?P<coordinated>(?:,\s[a-z]+){0,2},?\sand\s(?:[a-z]+\s)?[a-z]+)\s(?:of|on)"
NOMINAL = re.compile(
    r"\b(?P<act>adoption|signing|signature|conclusion|endorsement|approval|ratification|"
    rf"(?:entry|coming)\sinto\sforce)(?:{_COORDINATED}|{_INSERTED}\sof)\s"
    rf"(?:the\s|its\s|an?\s|this\s|our\s)?{_DESCRIPTION}(?:\d{{4}}[–-]\d{{2,4}}\s)?[“\"‘«']?$",
    re.I,
)
ACCESSION = re.compile(
    r"\b(?P<act>accession)(?:\s(?:of|by)\s[^,.;]{2,90}?)?(?:,?\s(?:on|in)\s[\w\s]{0,14}\d{4},?)?\s"
    rf"to\s(?:the\s)?{_DESCRIPTION}$",
    re.I,
)
# What is inserted is no longer about the act: "the adoption by the Council of a report on the … of the"
STRAYING = re.compile(
    r",\s(?:and|as\swell|including|which|that|welcom\w+|not\w+)\s|\b(?:of\san?|implementation|importance|"
    r"reports?|reviews?|results?|provisions?|purposes?|objectives?|context|framework|margins|goals?|parties|"
    r"basis|support|light|accordance|line|pursuan\w+|amendments?|terms|recommendations?|conclusions|"
    r"follow-up|statements?|use)\b",
    re.I,
)
# Before "adoption and implementation of the …": done, as "the need for" it and "to accelerate" it are not
TOLD = re.compile(
    r"\b(?:not(?:e[sd]?|ing)|recall\w*|welcom\w*|commend\w*|applaud\w*|acknowledg\w*|following|since|after|"
    r"with\s(?:satisfaction|appreciation)|congratulat\w*|celebrat\w*|hail\w*|recogni[sz](?:es|ed|ing))\s"
    r"(?:(?!that\b)[\w’'-]+\s){0,4}$",
    re.I,
)
ACTIVE = re.compile(
    r"\b(?P<modal>(?:will|shall)\s(?:\w+ly\s)?)?(?P<act>adopted|signed|concluded|endorsed|approved|ratified|"
    r"passed|acceded|adopt|sign|conclude|endorse|approve)(?:,\s(?:on|in)\s[^,;.]{3,40},(?=\s(?:the|an?)\s))?\s"
    rf"(?:and\s\w+\s|(?<=acceded\s)to\s)?(?:the\s|an?\s|its\s|this\s|our\s|"
    rf"their\s)?{_DESCRIPTION}(?:\d{{4}}[–-]\d{{2,4}}\s)?[“\"‘«']?$",
    re.I,
)
# "we congratulate them on signing the …": done, as "before signing" and "by signing" are not
GERUND = re.compile(
    r"\b(?:after|upon|(?-i:In)|(?:congratulat|commend|applaud|prais|thank)\w*\s[^.;]{2,90}?\s(?:on|"
    r"for))\s(?:\w+ly\s)?(?P<act>adopting|signing|concluding|endorsing|approving|ratifying)\s"
    rf"(?:the\s|an?\s|its\s|this\s|our\s|their\s)?{_DESCRIPTION}(?:\d{{4}}[–-]\d{{2,4}}\s)?[“\"‘«']?$",
    re.I,
)
# in all that the four above find
STEM = re.compile("adopt|pass|sign|conclu|endors|approv|ratif|into force|acce[ds]")
BEFORE = (
    (NOMINAL, "act_nominal"),
    (ACCESSION, "act_nominal"),
    (GERUND, "act_nominal"),
    (ACTIVE, "act_active"),
)
PASSIVE = re.compile(
    r"^[”\"’»']?(?:\sof\sthe\s(?-i:[A-Z][\w’'-]*(?:\s(?:of|and|the|for|on|"
    r"[A-Z][\w’'-]*)){0,8}?)(?=,))?(?:\sand\sits\s(?:annex(?:es)?|protocols?))?(?:\s(?:in|"
    r"for)\s(?:the\s)?(?-i:[A-Z]\w+(?:\s[A-Z]\w+){0,3}))?(?:\s\([^)]{1,40}\))?(?:,?\s(?:dated|"
    r"of)\s[\w\s]{8,20})?,?\s(?:(?:which|that|as)\s)?(?P<aux>(?:was|were|has\sbeen|have\sbeen|had\sbeen|"
    rf"will\sbe|is\sto\sbe|to\sbe|should\sbe|shall\sbe|being)\s)?(?:\w+ly\s|"
    rf"jointly\s)?{_PARTICIPLE}\b(?!\s(?:the|an?|its|this)\s)",
    re.I,
)
RELATIVE = re.compile(
    r"^[”\"’»']?(?:\s\([^)]{1,40}\))?(?:,?\swhich|\sthat|(?=\s(?:we|they)\s))\s(?:(?!will|shall|would|should|"
    r"is|are|all|any|each)[\w’'-]+\s){1,4}?(?P<act>adopted|signed|endorsed|approved)\b"
)
PROSPECT = re.compile(
    r"\b(?:need|necessity|calls?|called|calling|importance|towards?|early|(?<!as\s)possible|prior\sto|before|"
    r"until|upon|drafting|"
    r"negotiat\w+|aimed|efforts|possibility|conducive|propos\w+|initiatives?|pending|consider\w*|promot\w+|"
    r"seek\w*|urg\w+|withdr\w+|revok\w+|denounc\w+|suspend\w*|"
    r"encourag\w+|invit\w+)\b[^.;]{0,60}$",
    re.I,
)
EXPECTED = re.compile(
    r"\b(?:look\w*\sforward\sto|expect\w*|will|in preparation for|forthcoming|upcoming|"
    r"(?:days|weeks|months)\sof)\b[^.;]{0,60}$",
    re.I,
)
# "the countries that have endorsed the …": each at a time of its own
OF_MANY = re.compile(
    r"\b(?:countries|[Ss]tates|[Pp]arties|[Mm]embers|partners|governments|those)\s(?:that|who|"
    r"which)\s(?:have\s)?(?:not\s)?(?:yet\s)?$"
)
# "the adoption of the United Nations General Assembly (UNGA) resolution 71/199": the organ before the number
ORGAN_BEFORE = re.compile(
    r"\b(?:(?!The\b)[A-Z][\w’'-]*\s(?:of\s(?:the\s)?|and\s)?){0,6}[A-Z][\w’'-]*\s(?:\([A-Z][\w-]{1,9}\)\s)?$"
)
OF_ORGAN = re.compile(r"(?:draft\s)?(?:resolutions?|decisions?)\s", re.I)
# "On 3 May, the Council renewed the mandate of the force (resolution 9757 (2024))"
BY_ORGAN = re.compile(
    r"\b(?:Council|Assembly)\s(?:\w+ly\s)?(?P<act>renewed|extended|authori[sz]ed|reauthori[sz]ed|established|"
    r"created|imposed|lifted|terminated|endorsed|approved|decided|requested|prolonged)\s(?:[^.;]|\.(?=\w))*?"
    r"(?:\s\(|,?\s(?:by|in|through|under)\s(?:its\s)?(?:adopting\s)?)$"
)
TITLED = re.compile(r",?\s(?:(?:en)?titled\s)?[“\"«][^”\"»]{3,250}[”\"»](?:\sresolution)?")
NUMBERED = re.compile(r"\b(?:UNSCR|resolution)\s?\d", re.I)
NOT_YET = re.compile(r"\b(?:draft|future|proposed)\s", re.I)
NEW = re.compile(r"\bnew\s", re.I)
# "…, signed in 2000, that entered into force in 2001", "… and shall enter into force on 3 May"
LATER_IN_FORCE = re.compile(
    r"[^.;:]{0,140}?(?:\b(?:and|that|which)\s(?:ha[sd]\s|have\s|also\s)?|\s(?P<aux>(?:will|shall|is\s(?:(?:expected|"
    r"due|scheduled)\s)?to)\s))"
    r"(?P<act>(?:entered?|came|come)\sinto\sforce)\b"
)
JOINED = re.compile(
    r"^[”\"’»']?(?:\s[a-z-]+){0,4}?(?:,\s(?:and\s|as\swell\sas\s)?|\s(?:and|"
    r"as\swell\sas)\s)(?:of\s)?(?:the\s|its\s|an?\s)?[“\"‘«']?$"
)
# "adopted by the high-level forum on lakes convened under …, held in Oslo on 3 May"
BY_EVENT = re.compile(
    r"\s(?:by|at|during)\s(?:the\s|its\s)?[^,;.]{10,200},\s(?:held|convened)\s(?:in|at|on|from)\s"
)
ANNIVERSARY = re.compile(r"\banniversary\sof\s(?:the\s)?$", re.I)
ARTICLE = re.compile(r"^(?:the|an?|this|that|its|our|their)\s", re.I)


def kind_of(word: str) -> EventKind:
    """Return the kind of the act that the word, in whichever form, stands for."""
    return next(kind for stem, kind in KINDS.items() if word.lower().startswith(stem))
