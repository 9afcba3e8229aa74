"""What the law fixes, as arithmetic on plain values: standard library only, no database, no clock, no
settings.
"""
