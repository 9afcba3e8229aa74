"""`make shots`: pictures of every page of the running demo as each of the five people, wide and on a phone, light and dark.

`python -m tests.shots [word …]` takes only those whose file name holds every word: `python -m tests.shots budi kontrak`.
"""

import sys
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from cakupan.environment import ROOT, var_folder
from cakupan.sign_ins import sign_ins
from tests.chromium import FLAGS, chromium

FOLDER = ROOT / "shots"
WIDTHS = (1280, 390)
SCHEMES = {"light": "terang", "dark": "gelap"}
TALLEST = 12_000
PAGES = {
    "beranda": "/",
    "kontrak": "/kontrak/",
    "kontrak-rincian": "/kontrak/ > tbody .c-title a",
    "penyedia": "/penyedia/",
    "penyedia-rincian": "/penyedia/ > tbody a[href^='/penyedia/']",
    "kepatuhan": "/kepatuhan/",
    "kepatuhan-ppk": "/kepatuhan/?per=ppk",
    "kepatuhan-penyedia": "/kepatuhan/?per=penyedia",
    "cakupan": "/cakupan/",
    "orang": "/cakupan/orang/",
    "aturan": "/aturan/",
    "tidak-ada": "/tidak-ada/",
}
"""Name to address; after " > " stands the link on that page that leads to the one wanted."""


def running_demo():
    """The address of the demo that runs in $CAKUPAN_VAR; ends with a sentence where none answers."""
    lock = var_folder() / "demo.lock"
    address = lock.read_text().split()[-1].rstrip("/") if lock.exists() and lock.read_text().strip() else ""
    try:
        urlopen(f"{address}/healthz", timeout=5).close()  # noqa: S310 our own address
    except (ValueError, URLError, OSError):
        sys.exit("Demo tidak berjalan: jalankan `make demo` di jendela lain, lalu ulangi.")
    return address


def sign_in(context, person):
    page = context.new_page()
    page.goto("/masuk/")
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", person.password)
    with page.expect_navigation():
        page.click("main button[type=submit]")
    return page


def shoot(page, target, path):
    """The whole page as one picture; the window is made as high as the page, so that sticky bars stand at its edges."""
    address, _, link = target.partition(" > ")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 900})
    page.goto(address)
    if link:
        page.goto(page.locator(link).first.get_attribute("href"))
    page.wait_for_load_state("networkidle")
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    page.wait_for_timeout(300)  # the chart redraws itself after a change of size
    page.screenshot(path=path)


def main(words):
    address = running_demo()
    FOLDER.mkdir(exist_ok=True)
    taken = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for person in sign_ins():
            short = person.email.partition("@")[0]
            for width in WIDTHS:
                for scheme, name in SCHEMES.items():
                    wanted = {
                        FOLDER / f"{short}-{title}-{width}-{name}.png": target
                        for title, target in PAGES.items()
                        if all(word in f"{short}-{title}-{width}-{name}" for word in words)
                    }
                    window = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
                    taken += take(browser, address, person, wanted, window)
        browser.close()
    sys.stderr.write(f"{taken} gambar di {FOLDER}\n")


def take(browser, address, person, wanted, window):
    """The pictures `wanted` (path to target) in one window (options of a Playwright context); how many."""
    if not wanted:
        return 0
    context = browser.new_context(base_url=address, locale="id-ID", **window)
    page = sign_in(context, person)
    for path, target in wanted.items():
        shoot(page, target, path)
    context.close()
    return len(wanted)


if __name__ == "__main__":
    main(sys.argv[1:])
