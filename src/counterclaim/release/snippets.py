"""A claim's words with a little of what stands around them: the most of a text that leaves."""

from __future__ import annotations

import re

from counterclaim.model.rows import Claim
from counterclaim.release.policy import Snippet

_END = re.compile(r"[.!?…。؟।][\"”’»)\]]*\s+|\n")
_NEARLY_ALL = 0.9


def around(text: str, claim: Claim, context: int) -> tuple[int, int, int, int]:
    """Where the words before, the content and the words after begin and end: a sentence at most."""
    start = min((s.start for s in claim.content), default=0)
    end = max((s.end for s in claim.content), default=0)
    before = text[max(0, start - context) : start]
    after = text[end : end + context]
    ends = [m.end() for m in _END.finditer(before)]
    if ends:
        before = before[ends[-2] if len(ends) > 1 and not before[ends[-1] :].strip() else ends[-1] :]
    elif start > context:
        before = before.partition(" ")[2]
    found = _END.search(after, 1)
    if found:
        after = after[: found.end()]
    elif end + context < len(text):
        after = after.rpartition(" ")[0]
    low, high = start - len(before), end + len(after)
    if high - low > _NEARLY_ALL * len(text):
        return start, start, end, end  # the snippet would be the text
    return low, start, end, high


def snippet(text: str, claim: Claim, context: int) -> Snippet:
    """The snippet of an unmasked text."""
    low, start, end, high = around(text, claim, context)
    content = " […] ".join(s.text for s in claim.content)
    return Snippet(text[low:start].strip(), content, text[end:high].strip())
