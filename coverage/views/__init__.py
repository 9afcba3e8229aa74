"""The pages of coverage, by what they show."""
