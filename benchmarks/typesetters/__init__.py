"""Real typesetters, each from documents and a layout to PDFs."""
