"""Progress that nobody watches."""


class Silence:
    """What hears of rows and steps and says nothing of them; a tqdm bar has the same two methods."""

    def update(self, rows):
        """Say nothing of rows read."""

    def set_description_str(self, step):
        """Say nothing of the step begun."""


SILENCE = Silence()
