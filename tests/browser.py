"""A real Chromium for the tests marked `browser`: any that the machine has; without one they are skipped by name.

With CAKUPAN_NEEDS_BROWSER=1 (as `.ci/run` sets it) a missing Chromium fails instead.
"""

import os
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import sync_playwright

from tests.cast import signed_in
from tests.chromium import FLAGS, chromium

REPORTS = """
window.addEventListener("securitypolicyviolation", event => {
  console.error("CSP: " + event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile + ":" + event.lineNumber);
});
"""


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    if path is None and os.environ.get("CAKUPAN_NEEDS_BROWSER") == "1":
        pytest.fail("no Chromium or Chrome on this machine, and CAKUPAN_NEEDS_BROWSER=1")
    if path is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


class Visitor:
    """A reader's browser window: `page` is Playwright's; `faults` are CSP reports, script errors, failed loads."""

    def __init__(self, browser, address, user=None, **options):
        self.address = address
        self.context = browser.new_context(base_url=address, locale="id-ID", **options)
        self.context.add_init_script(REPORTS)
        if user:
            self.sign_in(user)
        self.page = self.context.new_page()
        self.faults = []
        self.page.on("console", lambda told: told.type == "error" and self.faults.append(told.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def sign_in(self, user):
        """Sign in as `user` by cookie, without the form."""
        session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}
        self.context.add_cookies([cookie])

    def open(self, path):
        """Go to `path` and wait until it has loaded; Playwright's page."""
        self.page.goto(path)
        return self.page

    def click_and_wait(self, selector):
        """Click what leads to another page, and wait for that page."""
        with self.page.expect_navigation():
            self.page.click(selector)
        return self.page

    def axe(self):
        """What axe finds wrong on the page, as texts; empty when nothing."""
        found = Axe().run(self.page).response["violations"]
        return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]

    def scrolls_sideways(self):
        """By how many pixels the page is wider than its window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    @property
    def path(self):
        return urlsplit(self.page.url).path


@pytest.fixture
def visit(browser, live_server):
    """A function `visit(user=None, **options of a Playwright context)` that opens a Visitor; closed after the test."""
    opened = []

    def visit(user=None, **options):
        opened.append(Visitor(browser, live_server.url, user, **options))
        return opened[-1]

    yield visit
    for visitor in opened:
        visitor.context.close()
