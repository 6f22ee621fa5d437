"""Opens HTML reports as a reader would, in light and in dark, and fails on what a reader would.

Usage: look.py PAGE... [--many PAGE]. Needs the packages playwright and axe-playwright-python and
a system Chromium. The page after --many has 50,000 phones: it must be searched within a second.

look.py --picture PAGE takes the pictures of the catalogue anew (Resources/report-page.png and its
dark twin), with the package pillow; look at them, and commit them, when the page looks otherwise.
PAGE is the HTML report of Scenarios/changing/two-nodes-renamed-at-once.mop as the program writes
it: those under Reports are kept without style and script.
"""

import pathlib
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

problems = []


def check(is_so, page, what):
    if not is_so:
        problems.append(f"{page}: {what}")


def audit(page, name):
    for violation in Axe().run(page).response["violations"]:
        check(False, name, f"axe {violation['id']}: {violation['nodes'][0]['html'][:200]}")


def look(browser, path, scheme):
    name = f"{path.name} ({scheme})"
    page = browser.new_page(color_scheme=scheme)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    audit(page, name)
    if page.query_selector("#rows button"):
        use_keyboard(page, name)
        follow_link(page, name)
    check(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name, "is too wide")
    page.set_viewport_size({"width": 320, "height": 640})
    check(
        page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name,
        "is too wide for 320 pixels")
    # As wide as the text on A4 with the margins of a browser.
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print", color_scheme=scheme)
    check(
        page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name,
        "is too wide for paper")
    check(not said, name, f"said on the console: {said[:3]}")
    check(
        all(url == path.as_uri() or url.startswith("data:") for url in asked), name,
        f"asked for {asked[:3]}")
    page.close()


def use_keyboard(page, name):
    """Search, a phone's story and back, without a pointer."""
    focused = "document.activeElement.dataset.phone ?? document.activeElement.id"
    page.keyboard.press("Tab")
    check(page.evaluate("document.activeElement.className") == "skip", name, "no skip link first")
    for _ in range(400):
        if page.evaluate(focused) == "q":
            break
        page.keyboard.press("Tab")
    check(page.evaluate(focused) == "q", name, "the search is not reached by Tab")
    first = page.inner_text("#rows button")
    page.keyboard.type(first.lower())
    check(page.inner_text("#found").startswith("1 of "), name, "the search finds no phone by name")
    check(f"&q={first.lower()}" in page.url, name, "the address does not say what is searched")
    for _ in range(20):
        if page.evaluate(focused) == first:
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    check(page.evaluate("document.getElementById('story').open"), name, "Enter opens no story")
    check(first in page.inner_text("#story"), name, "the story is not this phone's")
    audit(page, name + " with a story")
    address = page.url
    page.keyboard.press("Escape")
    check(page.evaluate(focused) == first, name, "focus does not come back from the story")
    # The address alone brings the story back.
    page.goto("about:blank")
    page.goto(address)
    check(page.evaluate("document.getElementById('story').open"), name, "an address tells nothing")
    page.keyboard.press("Escape")


def follow_link(page, name):
    """From a kind of phone to the story of one of them, and back."""
    link = "#kinds a[href^='#phones']"
    page.focus(link)
    page.keyboard.press("Enter")
    # The page hears of its new address after the key was handled.
    page.wait_for_selector("#story[open]", timeout=5_000)
    check(
        page.inner_text(link) in page.inner_text("#story"), name, "the story is not the link's")
    page.keyboard.press("Escape")
    check(
        page.evaluate(f'document.activeElement === document.querySelector("{link}")'), name,
        "focus does not come back to the link")


def search_many(browser, path):
    check(path.stat().st_size < 5 << 20, path.name, "is larger than 5 MB")
    page = browser.new_page()
    page.goto(path.as_uri())
    check(
        page.inner_text("#found") == "50,000 of 50,000 phones", path.name, "not 50,000 phones")
    took = page.evaluate(
        """() => {
          const field = document.getElementById("q");
          field.value = "f6f";
          const began = performance.now();
          field.dispatchEvent(new Event("input"));
          document.getElementById("list").getBoundingClientRect();
          return performance.now() - began;
        }""")
    check(took < 1000, path.name, f"a search takes {took:.0f} ms")
    rows = page.evaluate("document.querySelectorAll('#rows tr').length")
    check(rows < 100, path.name, f"{rows} rows are drawn, not those in sight")
    print(f"{path.name}: {path.stat().st_size:,} bytes, a search of 50,000 phones {took:.0f} ms")


RESOURCES = "Sources/TrustRules/TrustRules.docc/Resources"


def take_pictures(browser, pictured):
    """From the verdict to the chart: what fits on a page of the catalogue."""
    from PIL import Image

    root = pathlib.Path(__file__).resolve().parent.parent
    for scheme, name in (("light", "report-page.png"), ("dark", "report-page~dark.png")):
        page = browser.new_page(
            color_scheme=scheme, viewport={"width": 1120, "height": 900})
        page.goto(pictured.as_uri())
        foot = page.evaluate(
            "document.querySelector('#chart figure').getBoundingClientRect().bottom + 4")
        path = root / RESOURCES / name
        path.parent.mkdir(exist_ok=True)
        page.screenshot(
            path=path, full_page=True, clip={"x": 0, "y": 0, "width": 1120, "height": foot})
        # As few colours as the page has: a third of the bytes.
        Image.open(path).convert("RGB").quantize(160, kmeans=4, dither=Image.Dither.NONE).save(
            path, optimize=True)
        print(f"{path.relative_to(root)}: {path.stat().st_size:,} bytes")
        page.close()


def main(words):
    many = None
    if words[:1] == ["--picture"] and len(words) == 2:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            take_pictures(browser, pathlib.Path(words[1]).resolve())
            browser.close()
        return 0
    if "--many" in words:
        place = words.index("--many")
        many = pathlib.Path(words[place + 1]).resolve()
        words = words[:place] + words[place + 2:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for word in words:
            for scheme in ("light", "dark"):
                look(browser, pathlib.Path(word).resolve(), scheme)
        if many:
            search_many(browser, many)
        browser.close()
    print(f"{len(words)} pages in light and in dark, {len(problems)} problems")
    print("\n".join(problems))
    return 1 if problems else 0


sys.exit(main(sys.argv[1:]))
