"""All SQL of coverage, by what it answers."""
