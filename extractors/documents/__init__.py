"""What a document is: its type, title, issuer, dates and structure."""
