"""Why a file is not read."""


class Refused(ValueError):
    """Why a file as a whole cannot be read, in Indonesian; `row` is where reading stopped, if it had begun."""

    def __init__(self, reason, row=None):
        super().__init__(reason)
        self.row = row
