"""teaser-unlabelled: a teaser leads to a page that is paid for, and nothing at it says so.

What: on a page of the kind `listing`, links in the content that stay on the site and carry `rel="sponsored"`, without a
label or notice that covers them. The links of one card count once.
Why: readers decide by the teaser; courts and regulators ask that the label stand there already, not only behind the
click.

Wrong (with `page-kind = "listing"`):

    <ul><li><a rel="sponsored" href="/tests/muehle-m1/">Mühle M1: leiser geht es nicht</a></li></ul>

Right:

    <ul><li>Anzeige: <a rel="sponsored" href="/tests/muehle-m1/">Mühle M1: leiser geht es nicht</a></li></ul>

Options: none. Links that leave for shops are partner links, and judged as on every page.

Can't see: what other teasers lead to. A link to an article of your own is no partner link, and whether that article has
some stands in another file.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, quoted
from disclosure_check.messages import counted, say
from disclosure_check.results import PageResult

ID = "teaser-unlabelled"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    teasers = result.judgement.teasers if result.judgement else ()
    if not teasers:
        return
    first = quoted(teasers[0].text)
    yield Problem(
        say(
            'no label stands at {teasers} ({first}), whose rel="sponsored" says that the page behind is paid for;'
            " readers choose by the teaser; write the label into the card",
            teasers=counted(len(teasers), "teaser"),
            first=first if len(teasers) == 1 else say("the first is {link}", link=first),
        ),
        teasers[0].position,
    )
