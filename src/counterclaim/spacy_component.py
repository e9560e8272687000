"""A spaCy component: ``nlp.add_pipe("counterclaim")`` sets ``doc._.counterclaim``.

It runs the reader on ``doc.text`` with the reader's own parse, so that the result equals
``counterclaim.read(doc.text)`` whatever pipeline it stands in.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("counterclaim", default_config={"published": None, "outlet": None})
def make_component(
    nlp: Language, name: str, published: str | None, outlet: str | None
) -> Callable[[Doc], Doc]:
    """Build the component. ``published`` (ISO date) and ``outlet`` hold for every document."""
    from counterclaim.api import Reader

    reader = Reader()
    if not Doc.has_extension("counterclaim"):
        Doc.set_extension("counterclaim", default=None)

    def component(doc: Doc) -> Doc:
        doc._.counterclaim = reader.read(doc.text, published=published, outlet=outlet)
        return doc

    return component
