"""Text files of every kind: bytes to parsed documents."""
