"""The `chancery` command: what can be asked, and its help."""
