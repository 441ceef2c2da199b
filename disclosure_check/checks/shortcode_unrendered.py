"""shortcode-unrendered: a shortcode stands in the text as code.

What: readers see a shortcode about partner links or disclosures, such as `[affiliate_disclosure]` or
`{{< affiliate >}}`, and not what it stands for. Examples in `<code>` or `<pre>` are none.
Why: the notice that it should have written is not on the page.

Wrong:

    <p>[affiliate_disclosure]</p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p>

Right:

    <p>We earn a commission when you buy through links in this article.</p>
    <p>We like the <a href="https://www.amazon.com/dp/B000000001?tag=example-20">M1</a>.</p>

Options: none.

Can't see: names that no rule knows, code that a browser takes for a tag (`{{<affiliate>}}`), and shortcodes that were
rendered to nothing, which leave no trace in the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Options, Problem, quoted
from disclosure_check.messages import counted, say
from disclosure_check.results import PageResult

ID = "shortcode-unrendered"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    seen = result.judgement.shortcodes if result.judgement else ()
    if not seen:
        return
    others = say(", and {others} with it", others=counted(len(seen) - 1, "other")) if len(seen) > 1 else ""
    yield Problem(
        say(
            "shortcode {code} stands in the text as code{others}; what it should show, perhaps the disclosure, is not"
            " on the page; switch its plugin on, or correct its name",
            code=quoted(seen[0].text),
            others=others,
        ),
        seen[0].position,
    )
