CREATE OR REPLACE MACRO main.search_terms(query) AS TABLE
WITH given AS (
    SELECT DISTINCT unnest(regexp_extract_all(strip_accents(lower(query)), '[\pL\pN]+\*?')) AS asked
), one AS (
    SELECT unnest(if(regexp_matches(asked, '[\p{Han}\p{Hiragana}\p{Katakana}]'), string_split(asked, ''), [asked])) AS asked
    FROM given
)
SELECT one.asked, form.word
FROM one
JOIN mart.search_words AS form ON ends_with(one.asked, '*') AND starts_with(form.word, rtrim(one.asked, '*'))
UNION
SELECT one.asked, form.word
FROM one
JOIN mart.search_words AS exact ON exact.word = one.asked
JOIN mart.search_words AS form ON form.stem = exact.stem;

COMMENT ON MACRO TABLE main.search_terms IS
    'The words that search() looks for: all forms of each word asked for, as in FROM search_terms(''terror*'').';

-- Ranking: BM25 (Robertson and Zaragoza 2009) with k1 = 1.2, b = 0.75; all forms of a word count as one.
CREATE OR REPLACE MACRO main.search(query, most := 20) AS TABLE
WITH place AS (
    SELECT t.asked, p.document_id, unnest(p.ordinals) AS ordinal, unnest(p.starts) AS start,
        unnest(p.lengths) AS width
    FROM mart.postings AS p
    JOIN main.search_terms(query) AS t USING (word)
), hit AS (
    SELECT asked, document_id, ordinal, count(*) AS occurrences FROM place GROUP BY ALL
), whole AS (
    SELECT count(*) AS sentences, avg(char_end - char_start) AS width FROM core.sentences
), worth AS (
    SELECT asked, ln(1 + (any_value(whole.sentences) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM hit, whole GROUP BY asked
), scored AS (
    SELECT h.document_id, h.ordinal,
        sum(w.weight * h.occurrences * 2.2 / (h.occurrences + 1.2 * (0.25 + 0.75 * (s.char_end - s.char_start) / whole.width)))
            AS score,
        any_value(s.rowid) AS place
    FROM hit AS h
    JOIN worth AS w USING (asked)
    JOIN core.sentences AS s USING (document_id, ordinal), whole
    GROUP BY h.document_id, h.ordinal
    ORDER BY score DESC, h.document_id, h.ordinal LIMIT most
), marked AS (
    SELECT document_id, ordinal, list_sort(list({'char_start': start, 'char_end': start + width})) AS highlights
    FROM place JOIN scored USING (document_id, ordinal) GROUP BY ALL
)
SELECT round(r.score, 3) AS score, d.title, coalesce(d.adopted_date, d.published_date, d.date_end) AS document_date,
    s.text AS passage, m.highlights, s.char_start, s.char_end, s.page_number, s.sentence_id, d.document_id, d.source_uri
FROM scored AS r
JOIN marked AS m USING (document_id, ordinal)
JOIN core.sentences AS s ON s.rowid = r.place -- by its place, so that other texts are not unpacked
JOIN core.documents AS d ON d.document_id = r.document_id
ORDER BY r.score DESC, r.document_id, r.ordinal;

COMMENT ON MACRO TABLE main.search IS
    'Sentences that hold the words, the most telling first, as in FROM search(''border security'', most := 5). Case, accents and endings do not count; terror* finds all that begins so. highlights are offsets in document_texts.text.';
