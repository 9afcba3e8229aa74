"""LKPP's own tables."""


def table_of_name(stem):
    return None


def table_of_header(header):
    return None
