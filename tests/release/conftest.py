"""Readings made once from texts of our own, with invented people."""

import pytest

import counterclaim
from counterclaim.model.reading import Reading
from counterclaim.release import ExportOptions

TEXT = """KYIV, April 3 (News Desk) - Russian shelling of the city of Kherson killed at least three people on \
Monday, the regional governor, Oleksandr Prykladenko, said.

Among the dead was Halyna Ševčuková, 43, a nurse, and Danylo, 9, her son. Ševčuková lived at 14 Sadova Street. \
Call +380 44 123 4567 or mail h.sev@example.org.

"They shot at us from across the river," said Петро Вигаданко, a farmer. The Ministry of Defence denied hitting a \
hospital in Beryslav. Troops were moving towards Snihurivka on Sunday, the General Staff said.
"""
SECOND = """KHERSON, April 4 (Second Wire) - The Russian Defence Ministry said its forces did not shell Kherson on \
Monday. Dozens of people were killed in the shelling of Kherson on Monday, the mayor, Roman Zrazkov, said.
"""


@pytest.fixture(scope="session")
def reading() -> Reading:
    return counterclaim.read(
        TEXT,
        published="2023-04-04",
        outlet="Test Daily",
        title="Shelling kills Halyna Ševčuková in Kherson",
        url="https://example.org/2023/halyna-sevcukova-dies?ref=mail&id=7",
    )


@pytest.fixture(scope="session")
def second() -> Reading:
    return counterclaim.read(
        SECOND, published="2023-04-05", outlet="Reuters", title="Shelling of Kherson",
        url="https://www.reuters.com/world/shelling-kherson/",
    )  # fmt: skip


@pytest.fixture
def options() -> ExportOptions:
    return ExportOptions(now="2023-06-01", version="0.1.0", salt="a secret", filters="place=Kherson")


@pytest.fixture
def unredacted() -> ExportOptions:
    return ExportOptions(now="2023-06-01", version="0.1.0", unredacted=True)
