"""The filters of a search as options, for every command that takes them."""

from __future__ import annotations

import argparse
from typing import Any


def search_arguments(parser: argparse.ArgumentParser) -> None:
    """The filters, for every command that takes them."""
    add = parser.add_argument
    add("words", nargs="?", metavar="WORDS", help="words of what is claimed")
    add("--text", metavar="WORDS", help="words anywhere in the document")
    add("--kind", choices=("claim", "figure", "event", "trend", "person"), help="kind of row")
    add("--speaker", metavar="NAME", help="part of the speaker's name; '\"NAME\"' is the whole name")
    add("--side", metavar="NAME", help="side the speaker speaks for")
    add("--stance", metavar="STANCE", help="asserts, denies, accuses, …")
    add("--certainty", metavar="VALUE", help="certain, probable, possible or uncommitted")
    add("--quotation", metavar="KIND", help="direct, indirect, mixed or narration")
    add("--measure", metavar="MEASURE", help="killed, wounded, destroyed, air_strikes, …")
    add("--object", metavar="NAME", help="what is counted: tank, drone, …")
    add("--min", type=float, metavar="N", help="at least this many")
    add("--max", type=float, metavar="N", help="at most this many")
    add("--population", metavar="NAME", help="civilian, military, children, …")
    add("--affected-side", metavar="NAME", help="side that the figure counts")
    add("--type", metavar="TYPE", help="type of event: shelling, air_strike, …")
    add("--happening", metavar="STATUS", help="status of the event: occurred, planned, denied, …")
    add("--weapon", metavar="NAME", help="weapon")
    add("--place", metavar="NAME", help="place")
    add("--near", metavar="LAT,LON", help="a point, in degrees")
    add("--within", metavar="DISTANCE", help="as far as this from the place or point, e.g. 50km")
    add("--from", dest="start", metavar="DATE", help="what the row speaks of ends on or after this day")
    add("--to", dest="end", metavar="DATE", help="what the row speaks of begins on or before this day")
    add("--outlet", metavar="NAME", help="part of the outlet's name")
    add("--language", metavar="CODE", help="language of the document")
    add("--document", metavar="DOC", help="only in this document")
    add("--added-since", metavar="TIME", help="added to the ledger since this date or time")
    add("--review", metavar="STATUS", help="machine, confirmed, corrected, rejected or unsure")


def filters_of(options: argparse.Namespace) -> dict[str, Any]:
    """The filters that were given, by the names that the ledger has for them."""
    from counterclaim.ledger.filters import Filters, kilometres, point

    given = {n: v for n in Filters.__struct_fields__ if (v := getattr(options, n, None)) is not None}
    if "near" in given:
        given["near"] = point(given["near"])
    if options.within is not None:
        given["within_km"] = kilometres(options.within)
    return given
