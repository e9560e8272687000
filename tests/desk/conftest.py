"""A desk over a small ledger, served on loopback, and Debian's Chromium."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from counterclaim.desk.app import make
from counterclaim.desk.settings import VENDOR, Settings
from counterclaim.intake.formats.items import Item
from counterclaim.ledger import Ledger, open_ledger
from counterclaim.reconcile.update import update_ledger
from tests.ledger.conftest import server as postgresql_server  # noqa: F401  (a fixture)

ON_BOTH = ("test_pages", "test_selecting")
_NUMBERS = itertools.count(1)
CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
ARTICLES = [
    ("one", "Halden Press", "2024-11-12", "Strike on a depot in Kherson",
     "Russia's defence ministry said on Tuesday that 14 Ukrainian soldiers were killed in a missile strike on a depot in Kherson."),
    ("two", "The Lower River", "2024-11-12", "Kherson depot hit",
     "Ukraine's General Staff said on Tuesday that 3 Ukrainian soldiers were killed in a missile strike on a depot in Kherson. "
     "It denied that 14 soldiers were killed."),
    ("three", HOSTILE, "2024-11-13", f"Title {HOSTILE}",
     f"The mayor said on Wednesday that 5 people were wounded in Kherson. {HOSTILE} The mayor said: \"{HOSTILE}\""),
    ("four", "Радіо", "2024-11-13", "שלום مرحبا Привіт", "The police said on Wednesday that 2 people were killed in Odesa."),
]  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What people see and do is the same on both databases."""
    if "ledger" in metafunc.fixturenames and metafunc.module.__name__.rpartition(".")[2] in ON_BOTH:
        metafunc.parametrize("ledger", ["sqlite", "postgresql"], indirect=True, scope="session")


@pytest.fixture(scope="session")
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Four articles, one of them hostile, compared."""
    where: str | Path = tmp_path_factory.mktemp("desk") / "ledger.db"
    if getattr(request, "param", "sqlite") == "postgresql":
        where = new_database(request.getfixturevalue("postgresql_server"))
    with open_ledger(where, create=True, who="tester") as made:
        made.add(
            Item(key=k, text=text, title=title, outlet=outlet, published=day, language="en",
                 url="javascript:alert(1)" if k == "three" else None)
            for k, outlet, day, title, text in ARTICLES
        )  # fmt: skip
        update_ledger(made)
        yield made


def new_database(server: str) -> str:
    """The address of an empty PostgreSQL database."""
    import psycopg

    name = f"desk_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return f"{server}/{name}"


@pytest.fixture(scope="session")
def address(ledger: Ledger) -> Iterator[str]:
    """Where the desk is served."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    port = held.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make(ledger, Settings(port=port)), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
    held.close()


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A caller that has the token."""
    with httpx.Client(base_url=address, timeout=30) as made:
        made.get("/")
        made.headers["x-csrf-token"] = made.cookies["counterclaim_csrf"]
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; in CI it has to be there."""
    found = shutil.which("chromium")
    if found is None or not (VENDOR / "versions.json").exists():
        if os.environ.get("CI"):
            pytest.fail("chromium or the browser libraries are missing")
        pytest.skip("needs chromium and python browser/build.py")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=found, args=CHROMIUM)
        yield made
        made.close()


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Any]:  # noqa: ANN401
    """A page that may not complain: script errors and refused content fail the test."""
    page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
    yield page
    page.close()
    assert not wrong
