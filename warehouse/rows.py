"""Facts to rows: pure, and the only place where quotes are cut and ids are made.

`event_id`, `work_id` and `target_document_id` are provisional here: which reports tell of the same
event, which documents are of one work and which is an instrument itself is known only once all
documents are staged (`warehouse/resolve.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from extractors.documents.contacts import PERSONAL
from extractors.identity import instrument_id, record_id
from extractors.language import EXTRACTED
from extractors.model import Commitment, EventReport, Extraction, Page, ParsedDocument, Sentence, Span
from warehouse.errors import InconsistentExtraction
from warehouse.layout_rows import block_values, page_values
from warehouse.postings import postings_of
from warehouse.run import Provenance
from warehouse.schema import TABLES, SentenceUse
from warehouse.sketches import sketches_of, words_id

TableRows = Mapping[str, Sequence[tuple[object, ...]]]

_COLUMNS = {table.name: dict.fromkeys(table.column_names) for table in TABLES}
_KEY_OF: dict[str, Callable[[tuple[object, ...]], object]] = {
    table.name: itemgetter(*(table.column_names.index(name) for name in table.key)) for table in TABLES
}


def rows_of(parsed: ParsedDocument, extraction: Extraction, provenance: Provenance) -> TableRows:
    """Return a document's rows by table, each a tuple in the order of the schema's columns.

    Raises InconsistentExtraction where a span, a position or a key leads nowhere.
    """
    if parsed.document_id != extraction.document_id:
        raise InconsistentExtraction(f"facts of {extraction.document_id} for {parsed.document_id}")
    rows = _Registrar(parsed, extraction).register(provenance)
    spans = [sentence.span for sentence in extraction.sentences]
    return {**rows, "postings": postings_of(parsed.document_id, parsed.text, spans)}


class _Registrar:
    """Registers one document: collects its rows, the first of each key where keys repeat."""

    def __init__(self, parsed: ParsedDocument, extraction: Extraction) -> None:
        self.parsed = parsed
        self.facts = extraction
        self.document_id = parsed.document_id
        self.rows: dict[str, dict[object, tuple[object, ...]]] = {
            table.name: {} for table in TABLES if table.per_document
        }
        self.ids: set[str] = set()
        self.actors = frozenset(actor.key for actor in extraction.actors)
        self.sentence_ids = tuple(self.new_id("snt", sentence.span) for sentence in extraction.sentences)
        self.report_ids = tuple(self.new_id("rep", e.span, e.kind) for e in extraction.events)
        self.commitment_ids = tuple(
            self.new_id("cmt", c.span, c.kind, c.verb_span.start) for c in extraction.commitments
        )

    def register(self, provenance: Provenance) -> TableRows:
        self.document(provenance)
        self.layout()
        self.sentences()
        self.references()
        self.links()
        self.events()
        self.commitments()
        self.statements()
        return {table: list(rows.values()) for table, rows in self.rows.items()}

    def new_id(self, prefix: str, span: Span, *parts: object) -> str:
        """Make a record's id; records alike in everything are told apart by their order."""
        base = (self.document_id, span.start, span.end, *parts)
        made = record_id(prefix, *base)
        occurrence = 1
        while made in self.ids:
            occurrence += 1
            made = record_id(prefix, *base, occurrence)
        self.ids.add(made)
        return made

    def add(self, table: str, **values: object) -> None:
        values["document_id"] = self.document_id
        columns = _COLUMNS[table]
        if "is_overridden" in columns:
            values["is_overridden"] = False
        if values.keys() != columns.keys():
            raise TypeError(f"{table}: {sorted(values.keys() ^ columns.keys())}")
        row = tuple([values[name] for name in columns])
        self.rows[table].setdefault(_KEY_OF[table](row), row)

    def cut(self, span: Span) -> str:
        if span.end > len(self.parsed.text):
            raise InconsistentExtraction(f"{span} ends after the text")
        return span.of(self.parsed.text)

    def cut_if(self, span: Span | None) -> str | None:
        return None if span is None else self.cut(span)

    def quote(self, span: Span) -> dict[str, object]:
        return {"quote": self.cut(span), "char_start": span.start, "char_end": span.end}

    def page_of(self, span: Span) -> int | None:
        return page_at(self.parsed.pages, span.start)

    def actor(self, key: str | None) -> str | None:
        if key is not None and key not in self.actors:
            raise InconsistentExtraction(f"no actor {key!r}")
        return key

    def report_at(self, position: int | None) -> str | None:
        return None if position is None else _at(self.report_ids, position, "event")

    def sentence_id_at(self, position: int | None) -> str | None:
        return None if position is None else _at(self.sentence_ids, position, "sentence")

    def document(self, provenance: Provenance) -> None:
        parsed, metadata = self.parsed, self.facts.metadata
        main_event = self.report_at(self.facts.main_event)
        self.add(
            "documents",
            source_uri=provenance.source_uri,
            file_name=provenance.file_name,
            media_type=parsed.media_type,
            sha256=parsed.sha256,
            byte_count=parsed.byte_count,
            page_count=len(parsed.pages) or None,
            char_count=len(parsed.text),
            encoding=parsed.encoding,
            is_partial=parsed.is_partial,
            is_ocr=parsed.is_ocr,
            language=metadata.language,
            doc_type=metadata.doc_type,
            title=metadata.title,
            symbol=metadata.symbol,
            issuing_body=metadata.issuing_body,
            adopted_date=metadata.adopted_date,
            published_date=metadata.published_date,
            date_start=metadata.date_start,
            date_end=metadata.date_end,
            place=metadata.place,
            country_code=metadata.country_code,
            main_event_report_id=main_event,
            main_event_id=main_event,
            version_status=metadata.version_status,
            structure=metadata.structure,
            topics=sorted(set(metadata.topics)),
            work_id=words_id(parsed.text),
            parser_version=parsed.parser_version,
            extractor_version=self.facts.extractor_version,
            run_id=provenance.run_id,
            ingested_at=provenance.ingested_at,
            is_extracted=metadata.language in (None, *EXTRACTED),
        )
        self.add("document_texts", text=parsed.text)
        words, sketch, figures = sketches_of(parsed.text)
        self.add("text_sketches", words_id=words, sketch=sketch, figures=figures)
        for e in metadata.evidence:
            self.add(
                "document_fields",
                field=e.field,
                value=e.value,
                rule_id=e.rule_id,
                is_personal=e.field in PERSONAL,
                **self.quote(e.span),
            )

    def layout(self) -> None:
        for values in page_values(self.parsed):
            self.add("pages", **values)
        for block, values in zip(self.parsed.blocks, block_values(self.parsed), strict=True):
            self.add("blocks", block_id=self.new_id("blk", block.span, block.kind), **values)

    def sentences(self) -> None:
        for ordinal, sentence in enumerate(self.facts.sentences):
            self.add(
                "sentences",
                sentence_id=self.sentence_ids[ordinal],
                ordinal=ordinal,
                text=self.cut(sentence.span),
                char_start=sentence.span.start,
                char_end=sentence.span.end,
                page_number=self.page_of_sentence(sentence),
                role=sentence.role,
                paragraph_label=sentence.paragraph_label,
                rule_id=sentence.rule_id,
                accounted_as=SentenceUse.NONE,  # told once reviewers had their say
                not_counted_because=None,
            )

    def page_of_sentence(self, sentence: Sentence) -> int | None:
        return self.page_of(sentence.span) if sentence.page_number is None else sentence.page_number

    def references(self) -> None:
        """Dates, places, actors and instruments, and where they are named."""
        for date in self.facts.dates:
            self.add(
                "date_expressions",
                start_date=date.start,
                end_date=date.end,
                date_precision=date.precision,
                role=date.role,
                rule_id=date.rule_id,
                **self.quote(date.span),
            )
        for place in self.facts.places:
            self.add(
                "place_mentions",
                place=place.place,
                country_code=place.country_code,
                rule_id=place.rule_id,
                **self.quote(place.span),
            )
        self.actors_and_mentions()
        self.instruments_and_mentions()

    def actors_and_mentions(self) -> None:
        for actor in self.facts.actors:
            self.add(
                "document_actors",
                actor_id=actor.key,
                kind=actor.kind,
                name=actor.name,
                country_code=actor.country_code,
                aliases=sorted(set(actor.aliases)),
            )
        for mention in self.facts.actor_mentions:
            self.add(
                "actor_mentions",
                actor_id=self.actor(mention.actor_key),
                rule_id=mention.rule_id,
                **self.quote(mention.span),
            )

    def instruments_and_mentions(self) -> None:
        symbols: dict[str, str | None] = {}
        for instrument in self.facts.instruments:
            symbols.setdefault(instrument.key, instrument.symbol)
            self.add(
                "document_instruments",
                instrument_id=instrument_id(instrument.key),
                instrument_type=instrument.instrument_type,
                name=instrument.name,
                symbol=instrument.symbol,
                year=instrument.year,
                status=instrument.status,
                resolution=instrument.resolution,
                candidate_ids=sorted({instrument_id(key) for key in instrument.candidate_keys}),
                aliases=sorted(set(instrument.aliases)),
                parties=list(instrument.parties),
                edition_of_id=instrument_id(instrument.edition_of) if instrument.edition_of else None,
            )
        for mention in self.facts.instrument_mentions:
            if mention.instrument_key not in symbols:
                raise InconsistentExtraction(f"no instrument {mention.instrument_key!r}")
            self.add(
                "instrument_mentions",
                instrument_id=instrument_id(mention.instrument_key),
                symbol=symbols[mention.instrument_key],
                role=mention.role,
                rule_id=mention.rule_id,
                **self.quote(mention.span),
            )

    def links(self) -> None:
        known = {instrument.key for instrument in self.facts.instruments}
        for link in self.facts.links:
            if link.instrument_key not in known:
                raise InconsistentExtraction(f"no instrument {link.instrument_key!r}")
            self.add(
                "document_links",
                instrument_id=instrument_id(link.instrument_key),
                kind=link.kind,
                target_document_id=None,
                page_number=self.page_of(link.span),
                rule_id=link.rule_id,
                **self.quote(link.span),
            )

    def events(self) -> None:
        for report_id, event in zip(self.report_ids, self.facts.events, strict=True):
            self.add(
                "event_reports",
                event_report_id=report_id,
                event_id=report_id,
                kind=event.kind,
                name=event.name,
                start_date=event.start_date,
                end_date=event.end_date,
                date_text=self.cut_if(event.date_span),
                date_precision=event.date_precision,
                place=event.place,
                country_code=event.country_code,
                status=event.status,
                parent_event_report_id=self.report_at(event.parent),
                is_generic=event.is_generic,
                attendance_mode=event.attendance_mode,
                participant_count=event.participant_count,
                participant_count_text=self.cut_if(event.count_span),
                instrument_id=instrument_id(event.instrument) if event.instrument else None,
                page_number=self.page_of(event.span),
                rule_id=event.rule_id,
                confidence=event.confidence,
                **self.quote(event.span),
            )
            for mention in event.mentions:
                self.add("event_mentions", event_report_id=report_id, **self.quote(mention))
            self.participants(report_id, event)

    def participants(self, report_id: str, event: EventReport) -> None:
        for participant in event.participants:
            self.add(
                "event_participants",
                event_id=report_id,
                event_report_id=report_id,
                actor_id=self.actor(participant.actor_key),
                role=participant.role,
                **self.quote(participant.span),
            )

    def commitments(self) -> None:
        groups: dict[int, str] = {}
        for commitment_id, commitment in zip(self.commitment_ids, self.facts.commitments, strict=True):
            group = commitment.compound_group
            self.commitment(
                commitment_id, commitment, None if group is None else groups.setdefault(group, commitment_id)
            )
            for target in commitment.targets:
                self.add("commitment_targets", commitment_id=commitment_id, **self.quote(target))

    def commitment(self, commitment_id: str, commitment: Commitment, group: str | None) -> None:
        report_id = self.report_at(commitment.event)
        self.add(
            "commitments",
            commitment_id=commitment_id,
            sentence_id=_at(self.sentence_ids, commitment.sentence, "sentence"),
            event_report_id=report_id,
            event_id=report_id,
            kind=commitment.kind,
            tier=commitment.kind.tier,
            strength=commitment.strength,
            is_binding=commitment.is_binding,
            verb=self.cut(commitment.verb_span),
            verb_lemma=commitment.verb_lemma,
            actor=self.cut_if(commitment.actor_span) or commitment.actor,
            actor_id=self.actor(commitment.actor_key),
            addressee=self.cut_if(commitment.addressee_span),
            addressee_id=self.actor(commitment.addressee_key),
            action=self.cut(commitment.action_span),
            deadline_text=self.cut_if(commitment.deadline_span),
            deadline_date=commitment.deadline_date,
            deadline_type=commitment.deadline_type,
            deadline_rule=commitment.deadline_rule,
            frequency=commitment.frequency,
            status=commitment.status,
            is_reaffirmation=commitment.is_reaffirmation,
            is_negative=commitment.is_negative,
            is_conditional=commitment.condition_span is not None,
            condition_text=self.cut_if(commitment.condition_span),
            qualifiers=[self.cut(span) for span in commitment.qualifiers],
            topics=sorted(set(commitment.topics)),
            chapeau_sentence_id=self.sentence_id_at(commitment.chapeau),
            compound_group=group,
            page_number=self.page_of(commitment.span),
            rule_id=commitment.rule_id,
            confidence=commitment.confidence,
            **self.quote(commitment.span),
        )

    def statements(self) -> None:
        for statement in self.facts.statements:
            verb = statement.verb_span
            self.add(
                "statements",
                statement_id=self.new_id("stm", statement.span, statement.kind, verb and verb.start),
                sentence_id=_at(self.sentence_ids, statement.sentence, "sentence"),
                kind=statement.kind,
                verb=self.cut_if(verb),
                rule_id=statement.rule_id,
                **self.quote(statement.span),
            )


def page_at(pages: Sequence[Page], offset: int) -> int | None:
    """Return the number of the page that holds a character, None where there are no pages."""
    position = bisect_right(pages, offset, key=lambda page: page.char_start) - 1
    return pages[position].number if position >= 0 else None


def _at(ids: Sequence[str], position: int, what: str) -> str:
    if not 0 <= position < len(ids):
        raise InconsistentExtraction(f"no {what} at position {position}")
    return ids[position]
