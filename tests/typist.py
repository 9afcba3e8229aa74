"""A person at a keyboard, whose time is counted and not clocked: 0.2 s a key, 1 s a click or choice."""

KEY, CHOICE = 0.2, 1.0
MOST_TABS = 40


class Typist:
    """Works on `page` (Playwright's) by keys alone; `seconds` is what it would have taken."""

    def __init__(self, page):
        self.page, self.seconds = page, 0.0

    def key(self, name):
        """Press one key."""
        self.page.keyboard.press(name)
        self.seconds += KEY

    def write(self, text):
        """Type a text, one key a sign."""
        self.page.keyboard.type(text)
        self.seconds += KEY * len(text)

    def choose(self, name="Enter"):
        """Press what counts as a click or a choice: Enter on a link or button, a paste, one of a list."""
        self.page.keyboard.press(name)
        self.seconds += CHOICE

    def go_to(self, selector):
        """Press Tab until the focus stands on what `selector` names; the Typist again."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return self
            self.key("Tab")
        raise AssertionError(f"Tab does not lead to {selector}")

    def fill(self, selector, text):
        """Go to a field and type into it, in place of what stands there."""
        self.go_to(selector)
        self.write(text)

    def pick(self, selector, text, option):
        """Type part of a name and take the first of the list, which must hold `option`."""
        self.fill(selector, text)
        self.page.locator("[role=option]", has_text=option).first.wait_for()
        self.page.keyboard.press("ArrowDown")
        self.choose()
