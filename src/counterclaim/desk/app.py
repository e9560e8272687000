"""The application: routes, error answers, templates, and the guard round all of it."""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jinja2
from litestar import Litestar, Router, get
from litestar.contrib.jinja import JinjaTemplateEngine
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.response import Template
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig

from counterclaim._version import __version__
from counterclaim.desk import problems
from counterclaim.desk.addresses import Addresses
from counterclaim.desk.api import reading, writing
from counterclaim.desk.api.described import mend
from counterclaim.desk.asked import asked
from counterclaim.desk.guard import Guard
from counterclaim.desk.pages import account, document, find, overview, review
from counterclaim.desk.pages import map as world
from counterclaim.desk.service import Desk
from counterclaim.desk.settings import STATIC, TEMPLATES, Settings
from counterclaim.desk.words import FILTERS
from counterclaim.ledger import Ledger
from counterclaim.model.errors import CounterclaimError


@get("/api/docs", include_in_schema=False, sync_to_thread=False)
def api_docs(desk: Desk, api: Any) -> Template:  # noqa: ANN401
    """Every call, from the OpenAPI document."""
    return Template(
        "api.html",
        context={"tab": "api", "who": desk.ledger.who, "ledger_name": desk.ledger.name, "api": api},
    )


def make(ledger: Ledger, settings: Settings, secret: bytes | None = None) -> Guard:
    """The desk over a ledger, as an ASGI application."""
    desk = Desk(ledger, settings)
    pages = [
        overview.overview,
        account.accounts,
        account.account,
        document.document,
        find.search,
        find.documents,
        find.actor,
        find.place,
        world.world,
        review.review,
        api_docs,
    ]
    app = Litestar(
        [
            *pages,
            Router("/api", route_handlers=[*reading.HANDLERS, *writing.HANDLERS]),
            create_static_files_router("/static", [STATIC], include_in_schema=False),
        ],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "asked": Provide(asked, sync_to_thread=False),
            "api": Provide(lambda: app.openapi_schema.to_schema(), sync_to_thread=False),
        },
        exception_handlers={
            CounterclaimError: problems.ours,
            HTTPException: problems.http,
            RecursionError: problems.too_deep,
            Exception: problems.unforeseen,
        },
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment())),
        openapi_config=OpenAPIConfig(
            title="Counterclaim desk",
            version=__version__,
            path="/api",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            description="Rows, accounts, decisions of a ledger. Writes need a CSRF token (docs/desk.md).",
        ),
        before_send=[problems.all_methods],
        on_startup=[lambda: _few_threads(settings.threads)],
        debug=False,
        logging_config=None,
    )
    mend(app.openapi_schema)
    return Guard(app, settings, secret or secrets.token_bytes(32))


def _few_threads(number: int) -> None:
    """Handlers run in this many threads at once."""
    pool = ThreadPoolExecutor(number, thread_name_prefix="desk")
    asyncio.get_running_loop().set_default_executor(pool)


def environment() -> jinja2.Environment:
    """Templates: everything is escaped, and a name that is not there is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals["to"] = Addresses()
    return made
