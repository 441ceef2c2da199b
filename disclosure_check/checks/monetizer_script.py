"""monetizer-script: a script earns money by links that look unpaid, and nothing says so.

What: no partner link and no disclosure on the page, but links that leave the site and a script that turns links to
shops into partner links while the page is read (Skimlinks, Sovrn, Awin's Convert-a-Link and others).
Why: readers are to be told whoever puts the partner's address into the link.

Wrong:

    <p>We like the <a href="https://shop.example/m1">M1</a>.</p>
    <script src="https://s.skimresources.com/js/1X2.skimlinks.js"></script>

Right:

    <p>We earn a commission when you buy through links in this article.</p>
    <p>We like the <a href="https://shop.example/m1">M1</a>.</p>
    <script src="https://s.skimresources.com/js/1X2.skimlinks.js"></script>

Options: none. Without `own-domains` or a canonical address nothing tells which links stay on the site: then every full
address leaves it.

Can't see: scripts that no rule knows or that a tag manager loads, whether the script runs for this page, and which
links it turns.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem
from disclosure_check.messages import both, say
from disclosure_check.results import PageResult

ID = "monetizer-script"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    judgement = result.judgement
    if judgement is None or judgement.verdict != "no-partner-links" or not judgement.monetizers:
        return
    if any(not notice.hidden for notice in judgement.disclosures):
        return
    yield Problem(
        say(
            "the script of {names} turns links to shops into partner links while the page is read, and no disclosure"
            " tells of them; put a notice above the first link to a shop, or keep the script off this page",
            names=both(script.text for script in judgement.monetizers),
        ),
        judgement.monetizers[0].position,
    )
