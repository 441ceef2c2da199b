"""How readers are told to use a discount code, in every language that has words for it; what is none comes first."""

from __future__ import annotations

import pytest

from disclosure_check import check
from disclosure_check.rulebook.book import load_rulebook

NONE = {
    "de": ["Der Postleitzahlencode BERLIN steht hinten.", "Der Code ist 10 % kürzer.", "Mit dem Code sparst du 10 %."],
    "en": ["The dress code FORMAL applies.", "Save 10% of the code.", "Use the code below."],
    "nl": ["De code is 10% korter.", "Lees de gedragscode."],
    "fr": ["Le code de la route change.", "Le code est 10 % plus court."],
    "it": ["Il codice civile cambia.", "Il codice è più corto del 10%."],
    "es": ["El código civil cambia.", "El código es un 10 % más corto."],
}
CODES = {
    "de": [
        "Gutscheincode: BOHNE10",
        "Mit dem Code „BOHNE10“ sparst du 10 %.",
        "10 % Rabatt mit dem Code BOHNE10",
    ],
    "en": ["Promo code GRIND10", "Use code GRIND10 to save $20.", "Get 10% off with my code GRIND10."],
    "nl": ["Kortingscode: BOON10", "Met de code BOON10 krijg je 10% korting.", "10% korting met code BOON10"],
    "fr": ["Code promo : GRAIN10", "Avec le code GRAIN10, 10 % de remise.", "10 % de réduction avec le code GRAIN10"],
    "it": [
        "Codice sconto: CHICCO10",
        "Con il codice CHICCO10 hai il 10% di sconto.",
        "10% con il codice CHICCO10",
    ],
    "es": [
        "Código de descuento: GRANO10",
        "Con el código GRANO10, un 10 % de descuento.",
        "10 % con código GRANO10",
    ],
}


def pairs(texts: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, each in texts.items() for text in each]


def codes(language: str, text: str) -> int:
    config = {"checks": {"coupon-undisclosed": "warning"}}
    judgement = check(f'<!doctype html><html lang="{language}"><main><p>{text}</p></main>', config=config).judgement
    return len(judgement.coupons) if judgement else 0


@pytest.mark.parametrize(("language", "text"), pairs(NONE))
def test_what_is_no_discount_code(language: str, text: str) -> None:
    assert codes(language, text) == 0


@pytest.mark.parametrize(("language", "text"), pairs(CODES))
def test_what_is_one(language: str, text: str) -> None:
    assert codes(language, text) == 1


def test_every_language_with_words_for_codes_is_here() -> None:
    assert {wording.language for wording in load_rulebook().wordings if wording.coupons} == set(NONE) == set(CODES)


def test_nobody_looks_for_codes_where_no_check_asks() -> None:
    judgement = check(f"<p>{CODES['de'][1]}").judgement
    assert judgement is not None and judgement.coupons == ()
