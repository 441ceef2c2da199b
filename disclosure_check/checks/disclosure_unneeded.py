"""disclosure-unneeded: a notice about partner links on a page that has none.

What: the content has a visible disclosure, and no partner link and no script that makes partner links was found.
Why: a notice on every page teaches readers to pass over it. Off by default, because a link may be added by script.

Wrong:

    <p>Dieser Artikel enthält Affiliate-Links.</p>
    <p>Am liebsten mahlen wir von Hand.</p>

Right:

    <p>Am liebsten mahlen wir von Hand.</p>

Options: none of its own. In the configuration, `partners` names links that earn money and were not known as such.

Can't see: partner links that a script adds or that no rule knows: on such a page the notice is right and the finding is
wrong. It tells of the first notice of a page only.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, named
from disclosure_check.messages import say
from disclosure_check.model import Region
from disclosure_check.results import PageResult

ID = "disclosure-unneeded"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    if judgement is None or judgement.partner_links or judgement.monetizers:
        return
    for notice in judgement.disclosures:
        if notice.region is Region.CONTENT and not notice.hidden:
            yield Problem(
                say(
                    "{notice} stands on a page where no partner link was found; readers learn to pass over such"
                    " notices; keep it to pages with partner links, or name yours in the configuration (partners)",
                    notice=named(notice),
                ),
                notice.position,
            )
            return
