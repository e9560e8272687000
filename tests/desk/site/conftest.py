"""A ledger with private persons, sensitive places and hostile words, and the site made of it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.desk.settings import VENDOR
from counterclaim.desk.site.publish import Published, publish
from counterclaim.intake.formats.items import Item
from counterclaim.ledger import Ledger, open_ledger
from counterclaim.reconcile.update import update_ledger
from tests.desk.conftest import ARTICLES

# Invented persons who hold no office; no byte of a site may have them, in any spelling.
PRIVATE = (
    "Halyna",
    "Ševčuk",
    "Sevcuk",
    "Danylo",
    "Vyhadanko",
    "Петро",
    "Вигаданко",
    "Sadova",
    "555 0199",
    "halyna.s",
)
# The point and the name of a town where a hospital and a position stand, and what a text says to the metre.
EXACT = ("48.59", "Bakhmut", "46.635417", "32.616867")
AS_OF = "2024-12-31"
DOSSIER = [
    ("victims", "Halden Press", "2024-11-12",
     "Seven killed in Kherson",
     "Halyna Ševčuk, 43, a nurse, and her son Danylo Ševčuk, 9, were killed in a missile strike on a depot in Kherson, "
     "the regional governor Oleksandr Prykladenko said on Tuesday. The governor said that 7 people were killed in the "
     "missile strike on the depot in Kherson. Her neighbour Petro Vyhadanko of 12 Sadova Street said: \"Halyna called me at "
     "night.\" His number is +380 44 555 0199 and hers was halyna.s@example.org. The house stood at 46.635417, 32.616867."),
    ("cyrillic", "Halden Press", "2024-11-13",
     "Петро Вигаданко",
     "The General Staff said on Wednesday that 9 people were killed in a missile strike on a depot in Kherson. "
     "Петро Вигаданко, a driver, said that he saw it."),
    ("hospital", "Halden Press", "2024-11-13", "Shelling in the east",
     "The General Staff said on Wednesday that 4 people were wounded when shells hit the hospital in Bakhmut. "
     "Russia's defence ministry said on Wednesday that 11 people were wounded when shells hit the hospital in Bakhmut."),
    ("moves", "Halden Press", "2024-12-31", "On the move",
     "The General Staff said on Tuesday that a convoy of 30 vehicles is moving towards Izium through the village tonight."),
    ("formula", "=cmd|' /C calc'!A0", "2024-11-14", "@SUM(1+1)*cmd|' /C calc'!A0",
     "The mayor said on Thursday that 6 people were wounded in Odesa. The police said on Thursday that 8 people were wounded in Odesa."),
]  # fmt: skip


def fill(ledger: Ledger) -> None:
    """The dossier and the desk's own articles, compared."""
    rows = [(k, outlet, day, title, text) for k, outlet, day, title, text in (*DOSSIER, *ARTICLES)]
    ledger.add(
        Item(key=k, text=text, title=title, outlet=outlet, published=day, language="en",
             url="javascript:alert(1)" if k == "three" else f"https://example.org/{k}")
        for k, outlet, day, title, text in rows
    )  # fmt: skip
    update_ledger(ledger)


def needs_libraries() -> None:
    """Skip where the browser libraries were not built; in CI the desk's own fixtures insist on them."""
    if not (VENDOR / "versions.json").exists():
        pytest.skip("needs python browser/build.py")


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The ledger that is published; nobody changes it."""
    needs_libraries()
    with open_ledger(tmp_path_factory.mktemp("source") / "ledger.db", create=True, who="tester") as made:
        fill(made)
        yield made


@pytest.fixture(scope="session")
def made(source: Ledger, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Published]:
    """The site and what publishing said of it."""
    out = tmp_path_factory.mktemp("published") / "site"
    return out, publish(source, out, as_of=AS_OF)


@pytest.fixture(scope="session")
def site(made: tuple[Path, Published]) -> Path:
    """The site's folder."""
    return made[0]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="session", params=["file", "http"])
def base(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The address of the site: opened from its folder, and under a folder of a web host."""
    if request.param == "file":
        yield site.as_uri()
        return
    handler = functools.partial(_Quiet, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}"
        server.shutdown()
        thread.join(10)
