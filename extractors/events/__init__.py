"""What was held or is planned, where and when, by whom."""
