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

Options: none. Names that no rule knows, and code that a browser takes for a tag (`{{<affiliate>}}`), are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import (
    Options,
    Problem,
    counted,
    quoted,
)
from disclosure_check.model import PageResult

ID = "shortcode-unrendered"
OPTIONS: Options = {}


def check(result: PageResult, _: Options) -> Iterator[Problem]:
    seen = result.judgement.shortcodes if result.judgement else ()
    if not seen:
        return
    more = f", and {counted(len(seen) - 1, 'other')} with it" if len(seen) > 1 else ""
    yield Problem(
        f"shortcode {quoted(seen[0].text)} stands in the text as code{more}; what it should show, perhaps the"
        " disclosure, is not on the page; switch its plugin on, or correct its name",
        seen[0].position,
    )
