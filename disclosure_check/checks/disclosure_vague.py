"""disclosure-vague: readers are told in time, but only in jargon.

What: every partner link of the content is covered, and no covering disclosure says plainly that money is earned.
Why: many readers do not know what an affiliate link is; regulators ask for plain words about payment.
Wrong: "Dieser Artikel enthält Affiliate-Links." and nothing else.
Right: "Dieser Artikel enthält Affiliate-Links: Kaufst du darüber, erhalten wir eine Provision."
Options: none.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_check.checks.common import Problem, content_links, count_of, notice_of, quoted
from disclosure_check.model import PageResult, Strength

ID = "disclosure-vague"


def check(result: PageResult) -> Iterator[Problem]:
    links = content_links(result.judgement)
    if result.judgement is None or not links or not all(link.coverage.covers for link in links):
        return
    vague = [link for link in links if notice_of(result.judgement, link).strength is Strength.WEAK]
    visible = [each for each in result.judgement.disclosures if not each.hidden and each.region == links[0].region]
    if not vague or any(each.strength is Strength.CLEAR for each in visible):
        return
    notice = notice_of(result.judgement, vague[0])
    yield Problem(
        f"notice {quoted(notice.text)} covers {count_of(vague)} but does not say that you earn money; add that you"
        " receive a commission",
        notice.position,
        tuple(vague),
    )
