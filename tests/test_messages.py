"""What an editor reads: the exact words of every check, for one link and for several."""

from __future__ import annotations

import pytest

from case_files import CASES, PAGE_CHECKS, read_case

MESSAGES = {
    "label-missing/fails-sentence-alone": (
        "notice 'Kaufst du über einen der Links, erhalten wir eine Provision.' tells of 1 partner link ('Mühle M1',"
        " under 'Drei Kaffeemühlen im Test') without the label that the policy asks for; open it with 'Anzeige' or"
        " 'Werbung', or put the word at each link"
    ),
    "legend-wording/fails-two-links": (
        "legend '* Partnerlink: Kaufst du über einen der Links, erhalten wir…' does not say 'Werbung' or 'Werbelink',"
        " and nothing else does that tells of 2 partner links (the first is 'Mühle M1', under 'Drei Kaffeemühlen im"
        " Test'); open it with that word"
    ),
    "coupon-undisclosed/fails-two-codes": (
        "no disclosure covers 2 discount codes (the first: 'Rabattcode: MUEHLE15'); readers are not told that you earn"
        " money by it; put a notice above it, or a label beside it"
    ),
    "foreign-partner-id/fails-another-tag": (
        "partner id 'tag=fremd-21' at 1 partner link ('Mühle M1', under 'Drei Kaffeemühlen im Test') is"
        " not among your own-partner-ids; somebody else earns by it; put in your own id, or add this one to them"
    ),
    "disclosure-missing/fails-one-link": (
        "no disclosure covers the only partner link ('Mühle M1', under 'Drei Kaffeemühlen im Test'; Amazon Associates);"
        " readers are not told that you earn money by it; say so above it, or label it"
    ),
    "disclosure-missing/fails-three-links-of-one-cause-once": (
        "no disclosure covers the 3 partner links (the first is 'M1', under 'Three coffee grinders'; Amazon"
        " Associates); readers are not told that you earn money by them; say so above the first, or label each"
    ),
    "disclosure-missing/fails-likely-links-warn-only": (
        "no disclosure covers the only partner link ('M1', under 'Three coffee grinders'; rel=sponsored on a link that"
        " leaves the site); readers are not told that you earn money by it; say so above it, or label it"
        " (only likely to earn money)"
    ),
    "disclosure-late/fails-notice-as-the-last-line": (
        "notice 'Transparenz: Kaufst du über einen der Links, bekommen wir…' comes after the only partner link"
        " ('Mühle M1', under 'Drei Kaffeemühlen im Test'); readers reach that link 53 words earlier (what counts as"
        " near is a heuristic, near-words); move the notice above it, or mark the link"
    ),
    "disclosure-late/fails-notice-in-the-articles-footer": (
        "notice 'Dieser Artikel enthält Affiliate-Links.' comes after the first of 2 partner links ('Mühle M1', under"
        " 'Drei Kaffeemühlen im Test'); readers reach that link 55 words earlier (what counts as near is a heuristic,"
        " near-words); move the notice above it, or mark each link"
    ),
    "disclosure-outside-content/fails-notice-in-the-footer": (
        "statement 'As an Amazon Associate we earn from qualifying purchases.' stands in the footer; readers of the"
        " content reach the only partner link ('M1', under 'Three coffee grinders') without it; repeat the statement"
        " above that link"
    ),
    "disclosure-outside-content/fails-notice-in-another-article": (
        "notice 'We earn a commission when you buy through links in this…' stands in another article; readers of the"
        " content reach the only partner link ('M1', under 'Grinders') without it; repeat the notice above that link"
    ),
    "disclosure-hidden/fails-closed-details": (
        "notice 'Transparenz: Kaufst du über einen der Links, bekommen wir…' is in the page, but readers do not see it"
        " (closed <details>); they reach the only partner link ('Mühle M1', under 'Drei Kaffeemühlen im Test') without"
        " it; show the notice above that link"
    ),
    "disclosure-incomplete/fails-notice-between-the-links": (
        "no disclosure covers 1 of 2 partner links ('Mühle M1', under 'Drei Kaffeemühlen im Test'); beside the other,"
        " which is covered, readers take it for unpaid; label it too, or put a notice above it"
    ),
    "disclosure-incomplete/fails-two-links-beside-two": (
        "no disclosure covers 2 of 4 partner links (the first is a link without text to"
        " 'https://www.amazon.de/dp/B000000001?tag=beispiel-21', under 'Drei Kaffeemühlen im Test'); beside the 2"
        " others, which are covered, readers take them for unpaid; label them too, or put a notice above the first"
    ),
    "mark-unexplained/fails-star-behind-the-link": (
        "no legend explains the star at 1 partner link ('Mühle M1', under 'Drei Kaffeemühlen im Test'); alone it tells"
        " readers nothing; add a legend that says you earn money by the links that bear it"
    ),
    "mark-unexplained/fails-star-in-the-link-text": (
        "no legend explains the star at 2 partner links (the first is 'M1*', under 'Three coffee grinders'); alone it"
        " tells readers nothing; add a legend that says you earn money by the links that bear it"
    ),
    "page-unreadable/fails-too-large": (
        "not checked: page is too large (more than 100 bytes); raise max-bytes to check it"
    ),
    "disclosure-vague/fails-jargon-only": (
        "notice 'Dieser Artikel enthält Affiliate-Links.' tells of 1 partner link in jargon that many readers do not"
        " know; add in plain words that you earn money, such as a commission"
    ),
    "disclosure-vague/fails-labels-in-jargon": (
        "label '(Affiliate-Link)' and 1 more like it tell of 2 partner links in jargon that many readers do not know;"
        " add in plain words that you earn money, such as a commission"
    ),
    "disclosure-undecided/fails-notice-as-an-image": (
        "only a browser could tell whether readers are told of 1 partner link ('M1', under 'Three coffee grinders'): an"
        " image named after a disclosure may hold the notice; look at the page as readers see it, or write the notice"
        " into it as text"
    ),
    "disclosure-undecided/fails-empty-shell": (
        "the file does not show what readers will see: the file is an empty shell that a script fills; check the page"
        " as it is delivered"
    ),
    "template-link-undisclosed/fails-footer": (
        "no disclosure covers 1 partner link outside the content ('Our grinder', in the footer); the theme repeats it"
        " on its pages; label it there"
    ),
    "template-link-undisclosed/fails-navigation-and-sidebar-once": (
        "no disclosure covers 2 partner links outside the content (the first is 'Our grinder', in the navigation); the"
        " theme repeats them on its pages; label them there"
    ),
    "disclosure-unneeded/fails-notice-without-a-link": (
        "notice 'Dieser Artikel enthält Affiliate-Links.' stands on a page where no partner link was found; readers"
        " learn to pass over such notices; keep it to pages with partner links, or name yours in the configuration"
        " (partners)"
    ),
    "disclosure-far/fails-notice-far-ahead": (
        "notice 'We earn a commission when you buy through links in this…' stands 43 words ahead of the first partner"
        " link it covers ('M1', under 'Three coffee grinders'); more than 30 words are far (a heuristic, words);"
        " repeat the notice right above that link, or label it"
    ),
    "disclosure-link-only/fails-disclosure-in-the-content": (
        "link 'Disclosure' leads to another page, and nothing else tells of 2 partner links (the first is 'M1', under"
        " 'Three coffee grinders'); who does not follow it is not told; say above the first that you earn money by"
        " them"
    ),
    "rel-sponsored/fails-no-rel": (
        "no rel=\"sponsored\" at 1 partner link ('M1', under 'Three coffee grinders'); search engines ask to have paid"
        " links qualified; add it (nofollow counts too)"
    ),
    "rel-sponsored/fails-three-links-once": (
        "no rel=\"sponsored\" at 3 partner links (the first is 'M1', under 'Three coffee grinders'); search engines ask"
        " to have paid links qualified; add it (nofollow counts too)"
    ),
    "monetizer-script/fails-skimlinks": (
        "the script of Skimlinks turns links to shops into partner links while the page is read, and no disclosure"
        " tells of them; put a notice above the first link to a shop, or keep the script off this page"
    ),
    "disclosure-detached/fails-line-in-the-pages-header": (
        "notice 'We earn a commission when you buy through links in this…' stands above the article and not in it,"
        " and nothing else tells of 2 partner links (the first is 'M1', under 'Three coffee grinders'); readers who"
        " begin with the headline pass it over; move the notice below the headline"
    ),
    "disclosure-language/fails-english-notice": (
        "notice 'We earn a commission when you buy through links in this…' is in another language (en) than the page"
        " says of the text at 1 partner link (de; 'Mühle M1', under 'Drei Kaffeemühlen im Test'); write it in the"
        " readers' language, or correct lang"
    ),
    "disclosure-unrepeated/fails-told-once": (
        "no disclosure within 30 words (a heuristic, words) of 1 partner link ('M2', under 'Three coffee grinders');"
        " what tells is notice 'We earn a commission when you buy through links in this…', once; repeat the notice"
        " above the links of each part, or label each link"
    ),
    "legend-far/fails-legend-as-the-last-line": (
        "legend '* Affiliate link: we earn a commission when you buy through…' stands 42 words behind the mark it"
        " explains, at 1 partner link ('M1', under 'Three coffee grinders'); what counts as near is a heuristic"
        " (near-words); move the legend above the first marked link, or close behind it"
    ),
    "legend-far/fails-two-links": (
        "legend '* Affiliate link: we earn a commission when you buy through…' stands 44 words behind the mark it"
        " explains, at 2 partner links (the first is 'M1', under 'Three coffee grinders'); what counts as near is a"
        " heuristic (near-words); move the legend above the first marked link, or close behind it"
    ),
    "label-wording/fails-rejected-word": (
        "label '(Sponsored)' at 1 partner link ('Mühle M1', under 'Drei Kaffeemühlen im Test') is among the words"
        " that the policy rejects; write 'Anzeige' or 'Werbung'"
    ),
    "label-wording/fails-weak-word-at-two-links-once": (
        "label '(Affiliate link)' at 2 partner links (the first is 'M1', under 'Three coffee grinders') is among the"
        " words that the policy finds weak; use a word that says plainly that it is advertising"
    ),
    "label-wording/fails-word-that-is-not-accepted": (
        "label '(Partner link)' at 1 partner link ('M1', under 'Three coffee grinders') is not among the words that"
        " the policy accepts; write 'Ad' or 'Advertisement'"
    ),
    "payment-unsaid/fails-names-the-links-only": (
        "notice 'This post contains affiliate links.' does not say that you are paid, and nothing else does at 1"
        " partner link ('M1', under 'Three coffee grinders'); add that you earn money by it, such as a commission"
    ),
    "payment-unsaid/fails-label-of-advertising": (
        "label '(Anzeige)' does not say that you are paid, and nothing else does at 2 partner links (the first is"
        " 'Mühle M1', under 'Drei Kaffeemühlen im Test'); add that you earn money by them, such as a commission"
    ),
    "disclosure-folded/fails-question": (
        "notice 'We earn a commission when you buy through links in this…' stands in a list of questions, and nothing"
        " else tells of 2 partner links (the first is 'M1', under 'Our picks'); readers skip such boxes; move the"
        " notice out of it, above the first partner link"
    ),
    "conditional-wording/fails-may-earn": (
        "notice 'We may earn a commission when you buy through links in this…' leaves open whether you are paid, and"
        " nothing else tells of 2 partner links (the first is 'M1', under 'Three coffee grinders'); say without a"
        " condition that you earn money"
    ),
    "programme-statement/fails-missing": (
        "nowhere on the page is the statement that Amazon Associates demands of its partners, beside 1 partner link"
        " ('M1', under 'Three coffee grinders'); add the sentence that its terms give"
    ),
    "programme-statement/fails-german-purchases-for-sales": (
        "statement 'Als Amazon-Partner verdienen wir an qualifizierten Käufen.' comes near the one that Amazon"
        " Associates demands and is not it; write 'Als Amazon-Partner verdiene ich an qualifizierten Verkäufen.'"
    ),
    "shortcode-unrendered/fails-disclosure": (
        "shortcode '[affiliate_disclosure]' stands in the text as code; what it should show, perhaps the disclosure,"
        " is not on the page; switch its plugin on, or correct its name"
    ),
    "shortcode-unrendered/fails-two-of-them-once": (
        "shortcode '[affiliate_disclosure]' stands in the text as code, and 1 other with it; what it should show,"
        " perhaps the disclosure, is not on the page; switch its plugin on, or correct its name"
    ),
    "ad-free-claim/fails-not-sponsored": (
        "claim 'This review is not sponsored.' says that nobody pays for the page, beside 1 partner link ('M1', under"
        " 'Three coffee grinders'); you earn money by it; drop the claim, or say what it means and tell of the links"
        " in the same sentence"
    ),
    "sponsor-only/fails-sponsor-and-shop": (
        "credit 'This post is sponsored by Millwright Coffee.' speaks of a sponsor alone, and you earn money from"
        " others by 1 partner link ('M1', under 'Three coffee grinders'); say so above that link, or label it"
    ),
    "sponsor-only/fails-two-links": (
        "credit 'This post is sponsored by Millwright Coffee.' speaks of a sponsor alone, and you earn money from"
        " others by 2 partner links (the first is 'M1', under 'Three coffee grinders'); say so above the first, or"
        " label them"
    ),
    "unused-ignore/fails-nothing-there": (
        "the ignore of disclosure-missing silences nothing: the check finds nothing in the next element; remove it, or"
        " move it ahead of what it is for"
    ),
    "invalid-ignore/fails-unknown-check": (
        "this comment silences nothing: unknown check 'disclosure-mising'; did you mean 'disclosure-missing'?"
    ),
    "teaser-unlabelled/fails-no-label-in-the-card": (
        "no label stands at 1 teaser ('Leiser mahlt keine'), whose rel=\"sponsored\" says that the page behind is paid"
        " for; readers choose by the teaser; write the label into the card"
    ),
    "teaser-unlabelled/fails-the-links-of-a-card-once": (
        "no label stands at 1 teaser ('/tests/m1/'), whose rel=\"sponsored\" says that the page behind is paid for;"
        " readers choose by the teaser; write the label into the card"
    ),
}


def messages(name: str) -> list[str]:
    result = read_case(CASES / "checks" / f"{name}.html").result()
    return [finding.message for finding in result.findings if finding.check == name.partition("/")[0]]


@pytest.mark.parametrize(("name", "message"), MESSAGES.items(), ids=list(MESSAGES))
def test_a_finding_says_what_where_why_and_what_to_do(name: str, message: str) -> None:
    assert messages(name) == [message]


def test_every_check_has_a_message() -> None:
    assert {name.partition("/")[0] for name in MESSAGES} == set(PAGE_CHECKS)


@pytest.mark.parametrize("message", MESSAGES.values(), ids=list(MESSAGES))
def test_a_message_starts_small_and_has_no_full_stop(message: str) -> None:
    assert message[0].islower() and message[-1] not in ".!"


def test_what_a_finding_refers_to_is_named_with_its_place() -> None:
    (finding,) = (
        read_case(CASES / "checks" / "disclosure-late" / "fails-notice-in-the-articles-footer.html").result().findings
    )
    assert [(each.message, each.position[:2]) for each in finding.related] == [
        ("the notice: 'Dieser Artikel enthält Affiliate-Links.'", (10, 12))
    ]
