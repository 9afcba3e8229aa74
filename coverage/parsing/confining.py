"""The limits of the child: processor, memory, no files, no processes, no traces."""

import resource

MEMORY = 512 * 1024 * 1024
"""Bytes of address space; a workbook of 100,000 rows needs about a tenth."""
SECONDS = 2
SECONDS_FOR_A_MEGABYTE = 4
MOST_SECONDS = 60


def seconds_for(size):
    """The processor seconds that a file of `size` bytes may cost: 2 up to a megabyte, 4 for each further one.

    A roster of 100,000 rows has 5 MB as XLSX and takes about 4 s, so that an honest file has four times what it needs,
    while a small one that was made to cost much is stopped after 2 s.
    """
    megabytes = size >> 20
    return min(SECONDS + SECONDS_FOR_A_MEGABYTE * megabytes, MOST_SECONDS)


def confine(seconds):
    """Give up, for good, all that reading bytes and writing lines do not need.

    What stands open stays open; nothing can be opened any more, neither file nor socket.
    """
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))
