"""What a single paragraph looks like: a caption, a credit, a byline, a link list's heading, a prompt.

Each test looks at one paragraph alone and is strict: a body paragraph taken for furniture costs a claim.
"""

from __future__ import annotations

import re
from functools import cache

from counterclaim.lexicon.cleanup import cleanup

_BRACKET_AT_END = re.compile(r"[(\[]([^()\[\]]{1,120})[)\]]\s*$")
_SPOKEN = re.compile(r"[”\"]|\b(?:said|told|added|noted|says)\b")
_LEAD = " \t\u200b\ufeff-–—•*·>|►▶■"
_QUOTES = "«»\"“”'"
_SEPARATORS = re.compile(r"\s*[/,|;&]\s*|\s+(?:via|and|for|by)\s+")
_WORD = re.compile(r"[^\W\d_][\w.'’‘-]*")
_SIGN_OFF = re.compile(
    r"(?<=[.!?\"”’'])\s*(?:[-–—]{1,2}\s*|[(\[]\s*)([^\W\d_][\w ./-]{1,30}?)\s*[)\].]{0,2}$"
)
_HANDLE = re.compile(r"@\w")
_LONGEST_FURNITURE = 500  # a longer paragraph is body, whatever it opens with


def head_of(words: str) -> str:
    """The paragraph's opening in lower case, bullets and quote marks left out."""
    return words[:120].lstrip(_LEAD + _QUOTES).casefold()


def _opens(head: str, openers: tuple[str, ...]) -> int:
    """The length of the longest opener that the head starts with, ending where a word ends; 0 for none."""
    if not head.startswith(openers):
        return 0
    whole = (o for o in openers if head.startswith(o) and not _runs_on(head, len(o)))
    return max(map(len, whole), default=0)


def _runs_on(head: str, at: int) -> bool:
    """Whether a word goes on over this place."""
    return head[at - 1].isalpha() and head[at : at + 1].isalpha()


def is_agency(name: str) -> bool:
    """Whether these words name a news agency or picture desk."""
    return name.strip(" .:-–—").casefold() in cleanup().agencies


def _names_agency(credit: str) -> bool:
    return any(is_agency(piece) for piece in _SEPARATORS.split(credit))


def is_credit(inner: str) -> bool:
    """Whether the words of a bracket are a credit beyond doubt: "PHOTO: REUTERS", "AFP/Jane Roe"."""
    folded = inner.casefold()
    if _names_agency(inner) and ("/" in inner or " via " in folded):
        return True
    first = folded.lstrip().split(None, 1)[0].rstrip(":") if folded.strip() else ""
    if first in cleanup().credit_words or folded.strip() in cleanup().credit_words:
        return True
    return any(
        folded.startswith(word + " ") or folded.startswith(word + ":") for word in _long_credit_words()
    )


@cache
def _long_credit_words() -> tuple[str, ...]:
    return tuple(word for word in cleanup().credit_words if " " in word)


def _ends_in_credit(words: str) -> bool:
    """A short paragraph that ends in a bracketed credit, and does not speak."""
    if words[-1] not in ")]" or len(words) > _LONGEST_FURNITURE:
        return False
    inner = ""
    for _ in range(4):  # credits pile up: "(PHOTO: REUTERS/Jane Roe) (JANE ROE/)"
        match = _BRACKET_AT_END.search(words, max(0, len(words) - 125))
        if match is None:
            break
        words, inner = words[: match.start()].rstrip(), match[1]
        if is_credit(inner):
            return True
    # A bare agency may also sign the last paragraph off: then that paragraph speaks.
    return is_agency(inner) and len(words) <= 300 and not _SPOKEN.search(words)


def _is_credit_line(words: str) -> bool:
    """Nothing but a credit: "Getty.", "[Getty Images]", "AFP via Getty Images", "© Reuters"."""
    bare = words.strip(" .()[]©")
    if len(bare) > 80:
        return False
    return is_agency(bare) or (is_credit(bare) and len(bare.split()) <= 8 and _capitalised(bare))


def _capitalised(words: str) -> bool:
    small = cleanup().byline_words
    return all(w[0].isupper() or w.casefold() in small or w == "via" for w in _WORD.findall(words))


def _has_label(words: str) -> bool:
    """Opens with a caption's label and a colon: "Photo: …", "FILE PHOTO: …"."""
    colon = words.find(":", 0, 30)
    return colon > 0 and words[:colon].strip(_LEAD).casefold() in cleanup().caption_labels


def is_caption(words: str) -> bool:
    """A caption or a credit."""
    if len(words) > _LONGEST_FURNITURE:
        return False
    if _has_label(words) or _ends_in_credit(words) or _is_credit_line(words):
        return True
    return _opens(words[:60].lstrip(_LEAD).casefold(), cleanup().caption_openers) > 0


def related_prompt(words: str) -> str | None:
    """``"list"`` for a heading that a list follows, ``"line"`` for one with its headline on the same line."""
    head = head_of(words)
    colon = head.find(":", 0, 60)
    alone = head.rstrip(' :.…>»"”-–—▼↓')
    lexicon = cleanup()
    if alone in lexicon.related_prompts:
        # "Related" and the like need their colon or their place on a line of their own: they have it.
        return "list"
    if colon > 0 and head[:colon].strip() in lexicon.related_prompts:
        return "line"
    if head.startswith(lexicon.related_openers) and words.rstrip().endswith(":") and len(words) <= 60:
        return "list"
    return None


def is_boilerplate(words: str) -> bool:
    """The outlet about itself: prompts, copyright, notes on cookies and updates."""
    if len(words) > _LONGEST_FURNITURE:
        return False
    head = words[:120].lstrip(_LEAD + "(").casefold().replace("\xa0", " ")
    if _opens(head, cleanup().boilerplate_openers):
        return True
    if head.startswith("follow ") and len(words) <= 200:
        folded = words.casefold()
        return _HANDLE.search(words) is not None or any(f"on {p}" in folded for p in cleanup().platforms)
    return len(words) <= 200 and "all rights reserved" in words.casefold()


def _is_by_names(words: str) -> bool:
    """ "By Jane Roe and X, Reuters": after "By" only names, and no sentence."""
    if len(words) > 120 or words[:3].casefold() != "by " or words[-1] in "!?;:":
        return False
    rest = words[3:].split("|", 1)[0].strip()
    if len(rest) < 3 or not rest[0].isupper() or (rest[-1] == "." and len(rest.split()) > 4):
        return False
    found = _WORD.findall(rest)
    names = [w for w in found if w[0].isupper()]
    if not names or len(names) > 14:
        return False
    dates = cleanup().months | cleanup().weekdays
    if names[0].rstrip(".").casefold() in dates:  # "By Monday"
        return False
    small = cleanup().byline_words | dates
    return all(w[0].isupper() or w.casefold().rstrip(".") in small for w in found)


def is_byline(words: str) -> bool:
    """Who wrote it: "By Jane Roe", "— Staff report", "(Reporting by …; Editing by …)", "-- Reuters"."""
    if len(words) > _LONGEST_FURNITURE:
        return False
    if _is_by_names(words):
        return True
    if words[0] in "-–—" and is_agency(words) and len(words) < 40:
        return True
    head = words[:80].lstrip(_LEAD + "([").casefold()
    if opener := _opens(head, cleanup().byline_openers):
        rest = words.lstrip(_LEAD + "([")[opener:].lstrip(" :,")
        if not rest.strip(" .)"):
            return True
        return rest[0].isupper() and (len(rest.split()) <= 6 or _capitalised_mostly(rest))
    tail = words[-45:].rstrip(" .)").casefold()
    if len(words) > 250 or not tail.endswith(cleanup().byline_endings):
        return False
    return _capitalised_mostly(words[:-30])


def _capitalised_mostly(words: str) -> bool:
    found = _WORD.findall(words[:200])
    capitals = [w for w in found if w[0].isupper()]
    return 2 * len(capitals) >= len(found)


def sign_off(words: str) -> int | None:
    """Where an agency's sign-off begins at the end of a body paragraph ("…, he said. --Reuters")."""
    tail = words[-45:]
    if not any(mark in tail for mark in "-–—([)"):
        return None
    match = _SIGN_OFF.search(tail)
    if match is None or not is_agency(match[1]):
        return None
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return len(words) - len(tail) + start


def title_share(words: str) -> float:
    """The share of longer words that open with a capital: headlines in title case have nearly all."""
    found = [w for w in _WORD.findall(words[:300]) if len(w) > 3]
    return sum(w[0].isupper() for w in found) / len(found) if found else 0.0
