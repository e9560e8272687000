"""The gate on whole readings: what leaves, what is coarser, what waits."""

import msgspec
import pytest

import counterclaim
from counterclaim.model.document import Document, Part, text_sha256
from counterclaim.model.reading import ReaderInfo, Reading
from counterclaim.model.rows import Actor, Certainty, Claim, Person, Place
from counterclaim.model.span import Span
from counterclaim.release import Policy, RedactedReading, redact
from counterclaim.release.policy import BadMoment, MissingSalt

PRIVATE = ("Halyna", "evčukov", "sevcuk", "Danylo", "Петро", "Вигаданко", "Sadova", "123 4567", "h.sev")


def policy(now: str = "2023-06-01", **more: object) -> Policy:
    return msgspec.convert({"salt": "a secret", "now": now, **more}, Policy)


def all_words(made: RedactedReading) -> str:
    return msgspec.json.encode(made).decode()


def test_no_private_name_or_identifier_leaves(reading: Reading) -> None:
    found = all_words(redact(reading, policy()))
    assert [word for word in PRIVATE if word in found] == []
    assert "Oleksandr Prykladenko" in found and "regional governor" in found


def test_the_text_stays_and_the_hash_and_offsets_leave(reading: Reading) -> None:
    made = redact(reading, policy())
    assert made.redacted and made.reading.document.text == "" and made.reading.document.repairs == ()
    assert made.reading.document.text_sha256 == reading.document.text_sha256
    kept = {c.id: [(s.start, s.end) for s in c.content] for c in reading.claims}
    for claim in made.reading.claims:
        assert [(s.start, s.end) for s in claim.content] == kept[claim.id]


def test_snippets_are_the_content_and_a_sentence_around_it(reading: Reading) -> None:
    made = redact(reading, policy())
    for snippet in made.snippets.values():
        assert len(snippet.before) <= 300 and len(snippet.after) <= 300
    assert reading.document.text not in all_words(made)


def test_a_text_of_one_sentence_leaves_no_context() -> None:
    text = "The General Staff said three soldiers were killed near Kherson on Monday."
    reading = counterclaim.read(text, published="2023-04-04")
    assert reading.claims
    assert text not in all_words(redact(reading, policy()))


def test_a_released_name_leaves(reading: Reading) -> None:
    found = all_words(redact(reading, policy(released=["Halyna Ševčuková"])))
    assert "Halyna Ševčuková" in found and "Danylo" not in found


def test_counts_say_what_was_withheld(reading: Reading) -> None:
    withheld = redact(reading, policy()).withheld
    assert {"name", "age", "number", "e-mail", "address", "place", "link"} <= withheld.keys()


def test_children_have_no_age_and_no_name(reading: Reading) -> None:
    made = redact(reading, policy())
    child = next(p for p in made.reading.persons if p.id in made.minors)
    assert child.age is None and child.mention.text.startswith("P-")
    assert ", child," in all_words(made) and ", 9," not in all_words(made)


def test_a_child_of_public_role_is_not_named() -> None:
    reading = _reading("Prince Vymysl, 9, died.", [("Prince Vymysl", "prince")], age=9)
    assert "Vymysl" not in all_words(redact(reading, policy()))


def test_movements_wait_72_hours(reading: Reading) -> None:
    early, late = redact(reading, policy("2023-04-06")), redact(reading, policy("2023-04-08"))
    assert [h.until for h in early.held] == ["2023-04-08T00:00:00Z"]
    assert "Snihurivka" not in all_words(early) and "Snihurivka" in all_words(late)
    assert not late.held


def test_without_a_publication_date_movements_are_held() -> None:
    reading = counterclaim.read(
        "Troops were moving towards Snihurivka, the General Staff said. Three people were killed."
    )
    made = redact(reading, policy("2030-01-01"))
    assert "Snihurivka" not in all_words(made)
    assert all(h.until is None for h in made.held)


def test_a_title_and_address_that_tell_a_movement_wait() -> None:
    reading = counterclaim.read(
        "Three people were killed in Kherson on Monday, the mayor said.", published="2023-04-04",
        title="Convoy is moving to Snihurivka", url="https://example.org/convoy-moving-to-snihurivka",
    )  # fmt: skip
    made = redact(reading, policy("2023-04-05")).reading.document
    assert made.title == "[held]" and made.url == "https://example.org/"


def test_sensitive_sites_are_told_by_region(reading: Reading) -> None:
    made = redact(reading, policy())
    found = all_words(made)
    assert "Beryslav" not in found and "[place in Kherson]" in found
    coarse = [p for p in made.reading.places if p.precision == "admin1" and not p.mentions]
    assert coarse and all(p.latitude is None and p.longitude is None for p in coarse)


def test_points_have_three_decimals_and_are_no_finer_than_a_town() -> None:
    reading = _reading("A strike hit Kherson.", [], place=("exact", 46.6369512, 32.6145849))
    (place,) = redact(reading, policy()).reading.places
    assert (place.latitude, place.longitude, place.precision) == (46.6, 32.6, "near")
    reading = _reading("A strike hit Kherson.", [], place=("populated_place", 46.6369512, 32.6145849))
    (place,) = redact(reading, policy()).reading.places
    assert (place.latitude, place.longitude) == (46.637, 32.615)


def test_positions_have_no_point_even_after_the_hold() -> None:
    reading = counterclaim.read(
        "Troops are positioned in Snihurivka, the General Staff said on Monday.", published="2023-04-04"
    )
    made = redact(reading, policy("2024-01-01"))
    assert "Snihurivka" not in all_words(made)


@pytest.mark.parametrize("reader", ["none", "grammar"])
def test_documents_without_claims_leave_their_metadata_only(reader: str) -> None:
    reading = _reading(
        "Галина Вигаданко жила тут.", [("Галина Вигаданко", None)], reader=reader, claims=False
    )
    made = redact(reading, policy())
    assert not made.reading.actors and not made.reading.places and not made.snippets
    assert "Галина" not in all_words(made) and made.reading.document.text == ""


def test_ids_made_elsewhere_tell_nothing() -> None:
    reading = _reading("Halyna spoke.", [("Halyna", None)])
    reading = msgspec.structs.replace(
        reading,
        document=msgspec.structs.replace(
            reading.document, id="halyna", language="halyna!", published="halyna"
        ),
    )
    assert "alyna" not in all_words(redact(reading, policy()))


def test_the_same_reading_gives_the_same_redaction(reading: Reading) -> None:
    assert all_words(redact(reading, policy())) == all_words(redact(reading, policy()))


def test_the_gate_needs_a_salt_and_a_time(reading: Reading) -> None:
    with pytest.raises(MissingSalt):
        redact(reading, Policy(salt="", now="2023-01-01"))
    with pytest.raises(BadMoment):
        redact(reading, Policy(salt="x", now="soon"))


def _reading(
    text: str, people: list[tuple[str, str | None]], *, age: int | None = None, reader: str = "grammar",
    claims: bool = True, place: tuple[str, float, float] | None = None,
) -> Reading:  # fmt: skip
    """A reading by hand: one claim over the whole text."""
    actors = tuple(
        Actor(f"a-{n:012x}", name, "person", role, None, None, (Span.of(text, text.find(name), text.find(name) + len(name)),))
        for n, (name, role) in enumerate(people)
    )  # fmt: skip
    claim = Claim(
        "c-000000000001", None, None, (), None, (Span.of(text, 0, len(text)),), "narration", "asserts",
        Certainty("certain", None), None, None, (), (), ("p-000000000001",) if place else (), "body",
    )  # fmt: skip
    persons = tuple(
        Person("n-000000000001", a.mentions[0], a.id, "killed", age, None, claim.id, None, False)
        for a in actors
        if age
    )
    at = text.find("Kherson")
    places = (
        Place("p-000000000001", "Kherson", (Span.of(text, at, at + 7),), 706448, place[1], place[2], "UA", "Kherson",
              place[0], True),  # type: ignore[arg-type]
    ) if place else ()  # fmt: skip
    return Reading(
        reader=ReaderInfo(reader, "0", "", "en"),
        document=Document(
            "d-0000000000000001", None, None, None, "en", "2023-01-01", text, text_sha256(text),
            (Part("body", 0, len(text)),),
        ),
        actors=actors, places=places, claims=(claim,) if claims else (), persons=persons,
    )  # fmt: skip
