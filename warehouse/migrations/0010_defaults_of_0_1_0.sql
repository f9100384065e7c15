-- What 0004 gave rows of earlier files as a default, made right: contacts are personal, and only English
-- was extracted.
UPDATE core.document_fields SET is_personal = true WHERE field = 'contact' AND NOT is_personal;
UPDATE core.documents SET is_extracted = false WHERE language <> 'en' AND is_extracted;
