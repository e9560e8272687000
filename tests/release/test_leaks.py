"""Generated private names, in several scripts, through every writer: none may be found in any byte."""

import random
from pathlib import Path

import pytest

import counterclaim
from counterclaim.release import FORMATS, ExportOptions, export
from counterclaim.release.words import key
from tests.release.blobs import blobs

PARTS = {
    "latin": ("Ha Ly Še Vču Ylo Že Ra Łu Kasz Gör Bjø Çel Ñu Tha Xu Ân Rym Zdo Fæ Þor", "ková enko čuk ić sson oğlu escu yan dze"),
    "cyrillic": ("Га Ли На Окса Ндр Пет Тро Яри Бог Миро Сла Юлі Жан Щед", "енко чук ська ов івна"),
    "arabic": ("فا طمة مح مد خا لد سا مي نور زين", "الزهراء الحسن العلي حداد"),
    "chinese": ("王 李 张 刘 陈 杨 赵 黄", "小明 建国 美玲 志强 晓东"),
}  # fmt: skip
SENTENCES = (
    "Among the dead was {n}, 43, a nurse.",
    "{n} was killed in the shelling of Kherson on Monday.",
    "The strike killed {n} and wounded two others, the police said.",
    "“They took everything,” said {n}, a farmer.",
    "{l} said the soldiers had taken her brother.",
    "According to {n}, at least 12 people were wounded.",
    "{n}’s house was hit by a missile.",
    "Relatives of {n} denied that he had fought.",
    "Neighbours named the victims as {n} (37) and {f}, 9.",
    "Police arrested {n} in Mykolaiv, the prosecutor’s office said.",
    "The Ministry of Defence said {n} had been captured.",
    "Mr {l} and Mrs {l} fled on foot.",
    "wounded: {n}; missing: {f}",
    "Colonel Ihor Prykladenko said that {n} had died.",
    "#{f} and {u} were posted online.",
    "Doctor {n} told Reuters that 30 patients were in the cellar.",
)
ADDRESSES = (
    "https://example.org/2023/{s}-dies", "https://{s}.blog.example/x", "file:///home/{s}/x.txt",
    "https://example.org/?author={s}", "https://{s}:x@example.org/a", "../../{s}.txt", "https://t.me/{u}/5",
)  # fmt: skip
TITLES = (
    "{n} killed in Kherson",
    "Shelling Kills {n} In Kherson",
    "{n}: «we fled»",
    "Nurse {l} among dead",
    "{s}.txt",
)


def invent(random_: random.Random, script: str) -> str:
    first, last = (part.split() for part in PARTS[script])
    if script == "chinese":
        return random_.choice(first) + random_.choice(last)
    given = "".join(random_.sample(first, 2))
    if script == "arabic":
        return f"{given} {random_.choice(last)}"
    return f"{given[0]}{given[1:].lower()} {random_.choice(first)}{random_.choice(last)}"


@pytest.mark.parametrize("script", PARTS)
@pytest.mark.parametrize("seed", [1, 2])
def test_no_private_name_leaves_through_any_writer(script: str, seed: int, tmp_path: Path) -> None:
    random_ = random.Random(f"{script}{seed}")
    readings, names = [], set()
    for number in range(2):
        name = invent(random_, script)
        fill = {
            "n": name, "f": name.split()[0], "l": name.split()[-1], "s": "-".join(key(name).split()),
            "u": key(name).replace(" ", ""),
        }  # fmt: skip
        body = " ".join(random_.sample(SENTENCES, 9)).format(**fill)
        readings.append(
            counterclaim.read(
                f"KHERSON, April 3 (News Desk) - {body}", published="2023-04-04",
                outlet=random_.choice(("Reuters", name, f"Blog of {name}")),
                title=TITLES[(seed + number * 3) % len(TITLES)].format(**fill),
                url=random_.choice(ADDRESSES).format(**fill),
            )
        )  # fmt: skip
        names |= {key(word) for word in (fill["f"], fill["l"]) if len(word) > 2 or script == "chinese"}
    assert any(r.claims for r in readings)
    options = ExportOptions(now="2024-01-01", version="0", salt="s", filters=f"speaker={name}; place=Kherson")
    for form in FORMATS:
        export(readings, form, tmp_path / f"out.{form}", options)
    export(readings, "datapackage", tmp_path / "package.zip", options)
    found = {(where, name) for where, text in blobs(tmp_path) for name in names if name in key(text)}
    assert found == set()
