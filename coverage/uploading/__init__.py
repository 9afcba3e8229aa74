"""A file that somebody brings: kept sealed, read, looked at, applied, and taken back; one module an act."""
