#!/usr/bin/env python3
"""Check the labelled dossiers against their texts and the contract's vocabularies.

    python benchmarks/dossiers/validate.py [FOLDER ...] [--quiet]

FOLDER is a folder of splits (default: the folder of this file), a split, or one dossier. Every dossier is a folder with a
`gold.json` and the texts it names. The check fails (exit status 1) where

  - a text is missing, is not named in the gold, or repeats the name of another dossier;
  - a claim's `content` or `also`, a figure's `text` or `place`, an event's `trigger`, a place's name, a `must_not` or
    `sections` wording does not occur in its text (white space, case, quotation marks and dashes are folded as the scorer does);
  - no alternative of a claim's speaker begins a word of the text;
  - a measure, stance, quotation, qualifier, population, event type or status, link kind, aspect or reason code is not of the
    contract's vocabulary, or a figure's bounds do not fit its qualifier;
  - an id or a claim's content is given twice in one document, or a link twice between the same two claims;
  - a link's end is no claim of the dossier, a contradiction has no aspect, or a `not_comparable` link's `why` does not open
    with its reason code;
  - a date does not parse, a window ends before it begins, or something is said after the document was published.

It prints the counts by split, by link kind, by aspect and by reason code. Standard library only.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import json
import pathlib
import re
import sys
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]

FOLDED = {"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-"}

STANCES = frozenset(
    [
        "asserts",
        "confirms",
        "estimates",
        "assesses",
        "denies",
        "disputes",
        "doubts",
        "demands",
        "warns",
        "promises",
        "accuses",
        "asks",
        "declines",
    ]
)
QUOTATIONS = frozenset(["direct", "indirect", "mixed", "narration"])
QUALIFIERS = frozenset(
    ["exactly", "about", "at_least", "more_than", "up_to", "less_than", "between", "vague"]
)
POPULATIONS = frozenset(
    [
        "military",
        "civilian",
        "children",
        "women",
        "men",
        "elderly",
        "medical",
        "press",
        "aid_workers",
        "mixed",
        "unstated",
    ]
)
MEASURES = frozenset(
    [
        "killed",
        "wounded",
        "casualties",
        "missing",
        "captured",
        "detained",
        "abducted",
        "displaced",
        "evacuated",
        "affected",
        "air_strikes",
        "missile_strikes",
        "drone_strikes",
        "rocket_attacks",
        "shelling_attacks",
        "attacks",
        "clashes",
        "launched",
        "intercepted",
        "destroyed",
        "damaged",
        "delivered",
        "produced",
        "change",
        "share",
        "money",
        "other",
    ]
)
EVENT_TYPES = frozenset(
    [
        "armed_clash",
        "shelling",
        "air_strike",
        "drone_strike",
        "missile_strike",
        "rocket_attack",
        "bombing",
        "shooting",
        "interception",
        "advance",
        "withdrawal",
        "ceasefire",
        "abduction",
        "arrest",
        "looting",
        "displacement",
        "evacuation",
        "aid_delivery",
        "protest",
        "accident",
        "other",
    ]
)
EVENT_STATUS = frozenset(["occurred", "ongoing", "planned", "denied", "hypothetical"])
WINDOW_KINDS = frozenset(["on", "during", "last", "since", "total"])
LINK_KINDS = frozenset(
    [
        "repeats",
        "same_origin",
        "corroborates",
        "supports",
        "explains",
        "refines",
        "updates",
        "corrects",
        "contradicts",
        "denies",
        "disputes",
        "not_comparable",
    ]
)
SYMMETRIC = frozenset(["repeats", "same_origin", "corroborates", "contradicts", "not_comparable"])
ASPECTS = frozenset(["number", "perpetrator", "occurrence", "side", "place", "time", "cause", "control"])
REASONS = frozenset(
    ["different_window", "different_scope", "subset", "different_population", "cumulative_versus_daily"]
)
MUST_NOT = frozenset(
    ["figure", "place", "place_literal", "place_country", "event_place", "redact", "speaker"]
)
SECTIONS = frozenset(["caption", "related", "boilerplate"])
AREA_WORDS = frozenset(
    [
        "region",
        "regions",
        "state",
        "states",
        "province",
        "district",
        "governorate",
        "oblast",
        "department",
        "territory",
        "area",
        "and",
        "the",
        "of",
    ]
)


def fold(text: str) -> str:
    """The form in which wordings are compared: one space, plain quotation marks and dashes, lower case."""
    return re.sub(r"\s+", " ", "".join(FOLDED.get(c, c) for c in text)).strip().lower()


def begins_word(alternative: str, text: str) -> bool:
    """Whether the alternative stands at the beginning of a word of the folded text."""
    return re.search(r"(?<!\w)" + re.escape(fold(alternative)), text) is not None


def listed(value: Any) -> list[Any]:
    """The value as a list; nothing is an empty list."""
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def is_date(value: Any) -> bool:
    """Whether the value is a full ISO date."""
    try:
        datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


class Report:
    """Collects the errors and counts the rows."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        self.kinds: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        self.aspects: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        self.reasons: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)

    def error(self, where: str, message: str) -> None:
        self.errors.append(f"{where}: {message}")


def vocabulary(report: Report, where: str, what: str, values: Iterable[Any], allowed: frozenset[str]) -> None:
    """Every value must be of the vocabulary, and there must be one."""
    rows = list(values)
    if not rows:
        report.error(where, f"no {what}")
    for value in rows:
        if value not in allowed:
            report.error(where, f"{what} {value!r} is not of the contract")


def wording(report: Report, where: str, what: str, words: Any, text: str) -> None:
    """The wording must be given in its folded form and occur in the folded text."""
    if not isinstance(words, str) or not words.strip():
        report.error(where, f"{what} is empty")
    elif words != fold(words):
        report.error(
            where, f"{what} is not lower-case with plain quotation marks and single spaces: {words!r}"
        )
    elif words not in text:
        report.error(where, f"{what} does not occur in the text: {words!r}")


def check_bounds(report: Report, where: str, figure: Row) -> None:
    """The numbers given must be those that the qualifier calls for."""
    needed = {
        "exactly": {"value"},
        "about": {"value"},
        "at_least": {"low"},
        "more_than": {"low"},
        "up_to": {"high"},
        "less_than": {"high"},
        "between": {"low", "high"},
        "vague": {"low"},
    }
    qualifier = figure.get("qualifier")
    given = {k for k in ("value", "low", "high") if k in figure}
    if qualifier in needed and given != needed[qualifier]:
        report.error(where, f"{qualifier} calls for {sorted(needed[qualifier])}, given are {sorted(given)}")
    for key in given:
        if isinstance(figure[key], bool) or not isinstance(figure[key], (int, float)) or figure[key] < 0:
            report.error(where, f"{key} is not a number: {figure[key]!r}")
    if {"low", "high"} <= given and not figure["low"] < figure["high"]:
        report.error(where, "low is not below high")


def check_claims(report: Report, where: str, entry: Row, text: str) -> dict[str, Row]:
    """The claims of one document; returns them by id."""
    by_id: dict[str, Row] = {}
    contents: set[str] = set()
    for claim in entry.get("claims", []):
        here = f"{where} claim {claim.get('id')}"
        if not claim.get("id") or claim["id"] in by_id:
            report.error(here, "no id, or an id given twice")
        by_id[claim.get("id", "")] = claim
        wording(report, here, "content", claim.get("content"), text)
        if claim.get("content") in contents:
            report.error(here, "the same content as another claim of the document")
        contents.add(claim.get("content", ""))
        for more in claim.get("also", []):
            wording(report, here, "also", more, text)
        vocabulary(report, here, "stance", claim.get("stance", []), STANCES)
        vocabulary(report, here, "quotation", claim.get("quotation", []), QUOTATIONS)
        speaker = claim.get("speaker")
        if speaker is None:
            if claim.get("quotation") != ["narration"]:
                report.error(here, "no speaker, but not narration")
            if claim.get("cue") is not None:
                report.error(here, "narration with a cue")
        elif not isinstance(speaker, list) or not speaker:
            report.error(here, "the speaker must be null or a list of alternatives")
        else:
            if "narration" in claim.get("quotation", [])[:1]:
                report.error(here, "a speaker, but narration")
            if not any(begins_word(s, text) for s in speaker):
                report.error(here, f"no alternative of the speaker begins a word of the text: {speaker}")
        if speaker is not None and not claim.get("cue"):
            report.error(here, "a speaker without a cue")
        for relay in claim.get("via", []):
            if not any(begins_word(s, text) for s in listed(relay)):
                report.error(here, f"the relay does not occur in the text: {relay!r}")
        said = claim.get("said_on")
        if said is not None and not is_date(said):
            report.error(here, f"said_on is no date: {said!r}")
        elif said and is_date(entry.get("published")) and said > entry["published"]:
            report.error(here, "said after the document was published")
    return by_id


def check_figures(report: Report, where: str, entry: Row, text: str, claims: dict[str, Row]) -> None:
    """The figures of one document."""
    texts = [f.get("text") for f in entry.get("figures", [])]
    seen: set[str] = set()
    for figure in entry.get("figures", []):
        here = f"{where} figure {figure.get('text')!r}"
        wording(report, here, "text", figure.get("text"), text)
        key = json.dumps([figure.get("text"), figure.get("measure"), figure.get("population")])
        if key in seen:
            report.error(here, "the figure is given twice")
        seen.add(key)
        vocabulary(report, here, "measure", figure.get("measure", []), MEASURES)
        vocabulary(report, here, "qualifier", [figure.get("qualifier")], QUALIFIERS)
        check_bounds(report, here, figure)
        if "population" in figure:
            vocabulary(report, here, "population", listed(figure["population"]), POPULATIONS)
        if "window_kind" in figure:
            vocabulary(report, here, "window kind", listed(figure["window_kind"]), WINDOW_KINDS)
        if figure.get("place") and fold(figure["place"]) not in text:
            report.error(here, f"place does not occur in the text: {figure['place']!r}")
        if figure.get("part_of") and (
            figure["part_of"] == figure.get("text") or figure["part_of"] not in texts
        ):
            report.error(here, f"part_of is not the text of another figure: {figure['part_of']!r}")
        window = figure.get("window")
        if window is not None:
            if len(window) != 2 or any(x is not None and not is_date(x) for x in window):
                report.error(here, f"the window is not two dates: {window}")
            elif None not in window and window[0] > window[1]:
                report.error(here, "the window ends before it begins")
        claim = claims.get(figure.get("claim", ""))
        if claim is None:
            report.error(here, f"claim {figure.get('claim')!r} does not exist")
        elif "claim_of" not in figure or figure["claim_of"] != claim.get("speaker"):
            report.error(here, "claim_of is not the speaker of its claim")


def check_rest(report: Report, where: str, entry: Row, text: str) -> None:
    """Events, places, sections and what must not be read out of the text."""
    for event in entry.get("events", []):
        here = f"{where} event {event.get('trigger')!r}"
        wording(report, here, "trigger", event.get("trigger"), text)
        vocabulary(report, here, "type", event.get("type", []), EVENT_TYPES)
        vocabulary(report, here, "status", event.get("status", []), EVENT_STATUS)
        if "date" in event and not is_date(event["date"]):
            report.error(here, f"no date: {event['date']!r}")
    names: set[tuple[str, str]] = set()
    for place in entry.get("places", []):
        here = f"{where} place {place.get('name')!r}"
        name = fold(place.get("name", ""))
        words = [w for w in re.findall(r"\w+", name) if w not in AREA_WORDS]
        if entry.get("language") != "en":  # inflected: the stem is enough
            words = [w[: max(3, len(w) - 3)] for w in words]
        if not name or (name not in text and not (words and all(w in text for w in words))):
            report.error(here, "does not occur in the text")
        if (name, place.get("country", "")) in names:
            report.error(here, "given twice")
        names.add((name, place.get("country", "")))
        if not (
            -90 <= place.get("lat", 999) <= 90
            and -180 <= place.get("lon", 999) <= 180
            and place.get("km", 0) > 0
        ):
            report.error(here, "latitude, longitude or tolerance is out of range")
        if not re.fullmatch(r"([A-Z]{2})?", place.get("country", "?")):
            report.error(here, "the country is not an ISO 3166 alpha-2 code (or empty for seas)")
    for ban in entry.get("must_not", []):
        here = f"{where} must_not {ban.get('text')!r}"
        vocabulary(report, here, "kind", [ban.get("kind")], MUST_NOT)
        if not ban.get("why"):
            report.error(here, "no why")
        if ban.get("kind") == "place_country":
            if not re.fullmatch(r"[a-z]{2}", ban.get("text", "")):
                report.error(here, "is not a country code in lower case")
        else:
            wording(report, here, "text", ban.get("text"), text)
    for section in entry.get("sections", []):
        vocabulary(report, f"{where} section", "kind", [section.get("kind")], SECTIONS)
        if fold(section.get("text", "")) not in text or not section.get("text"):
            report.error(f"{where} section", f"does not occur in the text: {section.get('text')!r}")


def check_links(report: Report, where: str, split: str, gold: Row) -> None:
    """Links, origins and questions of a dossier."""
    claims = {
        (e.get("file"), c.get("content")) for e in gold.get("documents", []) for c in e.get("claims", [])
    }
    files = {e.get("file") for e in gold.get("documents", [])}
    pairs: set[tuple[Any, ...]] = set()
    for number, link in enumerate(gold.get("links", []), 1):
        here = f"{where} link {number}"
        ends = [(link.get(k, {}).get("file"), link.get(k, {}).get("content")) for k in ("from", "to")]
        for end in ends:
            if end not in claims:
                report.error(here, f"no such claim: {end}")
        kind, aspect, why = link.get("kind"), link.get("aspect"), link.get("why") or ""
        vocabulary(report, here, "kind", [kind, *link.get("kind_alt", [])], LINK_KINDS)
        if kind in link.get("kind_alt", []):
            report.error(here, "kind_alt repeats the kind")
        if aspect is not None:
            vocabulary(report, here, "aspect", [aspect], ASPECTS)
        elif kind == "contradicts":
            report.error(here, "a contradiction without an aspect")
        if not why:
            report.error(here, "no why")
        if ends[0] == ends[1]:
            report.error(here, "links a claim to itself")
        key = (kind, *(sorted(map(str, ends)) if kind in SYMMETRIC else map(str, ends)))
        if key in pairs:
            report.error(here, "given twice")
        pairs.add(key)
        if kind == "not_comparable":
            reason = re.split(r"[\s:;,]", why, maxsplit=1)[0]
            if reason not in REASONS:
                report.error(here, f"why does not open with a reason code: {why!r}")
            report.reasons[reason][split] += 1
        report.kinds[str(kind)][split] += 1
        report.counts["optional links"][split] += bool(link.get("optional"))
        if kind == "contradicts" and aspect:
            report.aspects[aspect][split] += 1
    for group in gold.get("origins", []):
        if len(group) < 2 or not set(group) <= files:
            report.error(where, f"origin of unknown or too few files: {group}")
    for question in gold.get("questions", []):
        here = f"{where} question {question.get('measure')}"
        vocabulary(report, here, "measure", [question.get("measure")], MEASURES)
        if not isinstance(question.get("comparable"), bool) or not question.get("why"):
            report.error(here, "comparable must be true or false, with a why")
        if len(question.get("values", [])) < 2:
            report.error(here, "fewer than two values")
        for value in question.get("values", []):
            if value.get("file") not in files:
                report.error(here, f"unknown file {value.get('file')!r}")
            vocabulary(report, here, "qualifier", [value.get("qualifier")], QUALIFIERS)
            check_bounds(report, here, value)


def check_dossier(report: Report, folder: pathlib.Path, split: str) -> None:
    """One dossier with its texts."""
    where = f"{split}/{folder.name}"
    try:
        gold: Row = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        report.error(where, f"gold.json cannot be read: {problem}")
        return
    for key in ("title", "theatre", "documents", "links", "origins", "questions"):
        if key not in gold:
            report.error(where, f"no {key}")
    if gold.get("fictional") is not True:
        report.error(where, "is not marked as fictional")
    files = [e.get("file") for e in gold.get("documents", [])]
    if len(set(files)) != len(files):
        report.error(where, "a file is given twice")
    for extra in sorted({p.name for p in folder.glob("*.txt")} - set(files)):
        report.error(where, f"{extra} is not in the gold")
    for entry in gold.get("documents", []):
        here = f"{where}/{entry.get('file')}"
        try:
            raw = (folder / str(entry.get("file"))).read_text(encoding="utf-8")
        except OSError:
            report.error(here, "the text is missing")
            continue
        text = fold(raw)
        if entry.get("published") is not None and not is_date(entry["published"]):
            report.error(here, f"published is no date: {entry['published']!r}")
        if not entry.get("outlet") or not entry.get("language"):
            report.error(here, "no outlet or language")
        claims = check_claims(report, here, entry, text)
        check_figures(report, here, entry, text, claims)
        check_rest(report, here, entry, text)
        report.counts["documents"][split] += 1
        report.counts["words"][split] += len(raw.split())
        report.counts["claims"][split] += len(claims)
        report.counts["narrations"][split] += sum(c.get("speaker") is None for c in claims.values())
        for key in ("figures", "events", "places", "must_not", "sections"):
            report.counts[key][split] += len(entry.get(key, []))
    check_links(report, where, split, gold)
    report.counts["dossiers"][split] += 1
    report.counts["links"][split] += len(gold.get("links", []))
    report.counts["questions"][split] += len(gold.get("questions", []))
    report.counts["origins"][split] += len(gold.get("origins", []))


def dossiers_in(folder: pathlib.Path) -> list[tuple[str, pathlib.Path]]:
    """The dossiers under a folder, each with the name of its split."""
    return sorted((p.parent.parent.name, p.parent) for p in folder.rglob("gold.json"))


def print_table(
    title: str, rows: dict[str, collections.Counter[str]], splits: list[str], order: Iterable[str]
) -> None:
    """One table of counts by split; what the order names and nothing has is printed as zero."""
    print(f"\n{title:26}" + "".join(f"{s:>14}" for s in splits) + f"{'all':>8}")
    for name in order:
        count = rows.get(name, collections.Counter())
        print(f"  {name:24}" + "".join(f"{count[s]:14}" for s in splits) + f"{sum(count.values()):8}")


def main(arguments: list[str] | None = None) -> int:
    """Check, print the counts and the errors; 1 where there is an error."""
    parser = argparse.ArgumentParser(description="Check the labelled dossiers; see the head of this file.")
    parser.add_argument(
        "folders", nargs="*", type=pathlib.Path, default=[pathlib.Path(__file__).resolve().parent]
    )
    parser.add_argument("--quiet", action="store_true", help="print errors only")
    options = parser.parse_args(arguments)
    report, names, splits = Report(), set[str](), list[str]()
    for folder in options.folders:
        for split, dossier in dossiers_in(folder.resolve()):
            if dossier.name in names:
                report.error(f"{split}/{dossier.name}", "another dossier has this name")
            names.add(dossier.name)
            splits += [] if split in splits else [split]
            check_dossier(report, dossier, split)
    if not names:
        report.error("validate", "no dossiers found")
    if not options.quiet:
        print_table(
            "rows",
            report.counts,
            splits,
            [
                "dossiers",
                "documents",
                "words",
                "claims",
                "narrations",
                "figures",
                "events",
                "places",
                "must_not",
                "sections",
                "links",
                "optional links",
                "questions",
                "origins",
            ],
        )
        print_table("link kinds", report.kinds, splits, sorted(LINK_KINDS))
        print_table("aspects of contradicts", report.aspects, splits, sorted(ASPECTS))
        print_table("reasons, not_comparable", report.reasons, splits, sorted(REASONS))
        print()
    for line in report.errors:
        print(f"ERROR {line}", file=sys.stderr)
    print(f"{len(names)} dossiers, {len(report.errors)} errors")
    return 1 if report.errors else 0


if __name__ == "__main__":
    sys.exit(main())
