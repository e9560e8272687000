"""Takes the pictures of the desk and of a published site in ``docs/images``.

    .venv/bin/python -m pip install pillow      # makes the pictures small; not needed for anything else
    .venv/bin/python docs/make_screenshots.py

Fills the demonstration ledger, serves it on loopback, and looks at each page in Debian's Chromium.
"""

from __future__ import annotations

import io
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from counterclaim.desk.app import make
from counterclaim.desk.settings import Settings
from counterclaim.desk.site.publish import publish
from counterclaim.ledger import Ledger, open_ledger
from counterclaim.reconcile.update import update_ledger

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "images"
COLOURS = 128
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
WIDE, SMALL = (1280, 860), (360, 780)


@contextmanager
def served(ledger: Ledger) -> Iterator[str]:
    """The desk's address."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    port = held.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make(ledger, Settings(port=port)), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def keep(page: Page, name: str) -> None:
    """The picture of what is on the screen, in few colours."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    picture.save(OUT / f"{name}.png", optimize=True)


def look(browser: Browser, address: str, name: str, size: tuple[int, int] = WIDE, **how: Any) -> None:  # noqa: ANN401
    """Open a page and keep its picture."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, **how)
    page.goto(address)
    if page.locator("#map").count():
        page.wait_for_selector("#map[data-ready]")
        page.wait_for_timeout(1500)  # until the tiles have faded in
    if page.locator("[data-chart]").count():
        page.wait_for_selector("[data-chart]:not(:empty)")
    keep(page, name)
    page.close()


def main() -> None:
    """All pictures."""
    sys.path.insert(0, str(ROOT))
    from benchmarks.demo_ledger import items

    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as play,
        open_ledger(Path(folder) / "demo.db", create=True, who="you") as ledger,
    ):
        ledger.add(items())
        update_ledger(ledger)
        publish(ledger, Path(folder) / "site", as_of="2025-06-01")
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        with served(ledger) as desk:
            of_the_desk(browser, desk)
        of_a_site(browser, (Path(folder) / "site").as_uri())
        browser.close()


def of_the_desk(browser: Browser, desk: str) -> None:
    """Each page, and some in the dark and on a small screen."""
    page = browser.new_page(base_url=desk)
    page.goto("/")
    account = page.locator(".question a").first.get_attribute("href")
    page.goto(f"{account}")
    sources = page.eval_on_selector_all("a.source", "a => [...new Set(a.map(e => e.pathname))]")
    actor = page.locator("#answers a[href^='/actors/']").first.get_attribute("href")
    page.close()
    pages = {
        "overview": "/", "accounts": "/accounts", "account": account, "map": "/map",
        "documents": "/documents",
        "search": "/search?measure=killed", "document": sources[0],
        "compare": f"{sources[0]}?with={sources[1].rpartition('/')[2]}",
        "actor": actor, "place": "/places/Kirumba", "review": "/review", "api": "/api/docs",
    }  # fmt: skip
    for name, path in pages.items():
        look(browser, f"{desk}{path}", f"desk-{name}")
    look(browser, f"{desk}{sources[0]}", "desk-document-dark", color_scheme="dark")
    look(browser, f"{desk}{account}", "desk-account-small", SMALL)
    page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    page.goto(f"{desk}{sources[0]}")
    page.locator("[data-document]").focus()
    for key in (*["ArrowRight"] * 7, *["Shift+ArrowRight"] * 2):
        page.keyboard.press(key)
    page.wait_for_selector("#selecting:not([hidden])")
    keep(page, "desk-selecting")
    page.close()


def of_a_site(browser: Browser, site: str) -> None:
    """The site's own pages, opened from its folder."""
    for name in ("index", "map", "about"):
        look(browser, f"{site}/{name}.html", f"site-{name}")


if __name__ == "__main__":
    main()
