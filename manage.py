#!/usr/bin/env python
"""Cakupan's command line; without DATABASE_URL it starts the embedded servers of $CAKUPAN_VAR."""

import os
import sys

from django.core.management import execute_from_command_line

from cakupan import embedded


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cakupan.settings")
    embedded.ensure()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
