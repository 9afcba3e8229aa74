"""What the law fixes, as arithmetic on plain values: standard library only, no database, no clock, no
settings.
"""

VERSION = "2025.1"
"""The version of the rules that every figure names; it changes with any rule, rate or definition (docs/rules.md)."""
