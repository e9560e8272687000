"""The closed vocabularies of the reading contract (``docs/reading-contract.md``)."""

from typing import Literal, get_args

SCHEMA = "counterclaim.reading/1"

PartKind = Literal["headline", "byline", "dateline", "body", "caption", "related", "boilerplate"]
ActorKind = Literal[
    "person",
    "office",
    "organisation",
    "government",
    "armed_force",
    "country",
    "group",
    "unnamed_source",
]
PlacePrecision = Literal["exact", "populated_place", "near", "admin2", "admin1", "country", "unresolved"]
TimePrecision = Literal["day", "week", "month", "year", "unresolved"]
Quotation = Literal["direct", "indirect", "mixed", "narration"]
Stance = Literal[
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
CertaintyValue = Literal["certain", "probable", "possible", "uncommitted"]
Measure = Literal[
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
Qualifier = Literal["exactly", "about", "at_least", "more_than", "up_to", "less_than", "between", "vague"]
Population = Literal[
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
WindowKind = Literal["on", "during", "last", "since", "total"]
EventType = Literal[
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
EventStatus = Literal["occurred", "ongoing", "planned", "denied", "hypothetical"]
TrendTopic = Literal[
    "attacks", "losses", "stockpiles", "supply", "production", "front_line", "displacement", "other"
]
Direction = Literal["up", "down", "steady", "short", "sufficient"]
PersonStatus = Literal["killed", "wounded", "missing", "captured", "detained", "abducted", "released"]
Sex = Literal["female", "male"]
LinkKind = Literal[
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

ReaderModel = Literal["full", "grammar"]
READER_MODELS: tuple[ReaderModel, ...] = get_args(ReaderModel)
