"""A disclosure or a decoy, before anyone asks which link it covers."""

from __future__ import annotations

import msgspec

from disclosure_check.model import Kind, Span, Strength


class Candidate(msgspec.Struct, frozen=True):
    """A disclosure or decoy with its place in the flow; `marks` are those a legend explains."""

    block: int
    span: Span
    kind: Kind | None  # None: a decoy
    strength: Strength
    language: str
    why: str
    marks: tuple[str, ...] = ()
    names_links: bool = True  # a label that speaks of links, not of advertising at large
    alone: bool = True  # a label that fills its block or line
    linked: bool = False  # it is a link itself: a label of that link, or the address of a policy
    about_page: bool = False  # the sentence says that it speaks of this page or its publisher
    names_sponsor: bool = False  # it tells of a sponsor's links and of no others
    hidden: str = ""  # why readers do not see it, beyond what hides its block
    required_by: str = ""  # the programme that demands this statement
    should_say: str = ""  # the statement as demanded, where it only comes near
    only_link: bool = False  # it only names a page that says more
    partly_hidden: str = ""  # on which screens they do not; it counts as seen
    doubt: str = ""  # why only a browser could tell whether they see it
    text: str = ""  # where it is no part of the flow
