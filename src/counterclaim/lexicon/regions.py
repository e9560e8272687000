"""Countries, named regions, demonyms and abbreviations of states: the geography that towns lack."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

DATA = "counterclaim.lexicon"


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its centre point, in degrees."""

    iso2: str
    iso3: str
    geonames_id: int
    name: str
    capital: str
    latitude: float
    longitude: float
    area_km2: float
    population: int
    alternates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region, sea or site that readers of conflict reports need and lists of towns lack."""

    name: str
    alternates: tuple[str, ...]
    country: str | None
    latitude: float
    longitude: float
    precision: str


def _rows(file: str) -> Iterator[dict[str, str]]:
    text = (files(DATA) / "data" / file).read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


@functools.cache
def countries() -> Mapping[str, Country]:
    """Countries by their ISO 3166 alpha-2 code."""
    return MappingProxyType(
        {
            row["iso2"]: Country(
                row["iso2"],
                row["iso3"],
                int(row["geonames_id"]),
                row["name"],
                row["capital"],
                float(row["latitude"]),
                float(row["longitude"]),
                float(row["area_km2"]),
                int(row["population"]),
                _split(row["alternates"]),
            )
            for row in _rows("countries.csv")
        }
    )


@functools.cache
def regions() -> tuple[Region, ...]:
    """The curated regions and waters, in the order of their files."""
    return tuple(
        Region(
            row["name"],
            _split(row["alternates"]),
            row["country"] or None,
            float(row["latitude"]),
            float(row["longitude"]),
            row["precision"],
        )
        for file in ("regions.csv", "waters.csv")
        for row in _rows(file)
    )


@functools.cache
def demonyms() -> Mapping[str, str]:
    """Country code by demonym or adjective ("Ukrainian", "South Sudanese")."""
    return MappingProxyType({row["form"]: row["country"] for row in _rows("demonyms.csv")})


@functools.cache
def abbreviations() -> Mapping[str, tuple[str, str]]:
    """Country and first-level code by abbreviation ("Ky.", "N.Y."); valid only after a comma."""
    return MappingProxyType(
        {row["abbreviation"]: (row["country"], row["admin1"]) for row in _rows("region_abbreviations.csv")}
    )
