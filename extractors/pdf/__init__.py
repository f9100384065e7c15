"""PDF files: pages to glyphs, glyphs to lines, lines to paragraphs."""
