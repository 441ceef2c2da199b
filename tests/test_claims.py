"""What says that nobody pays for a page, in every language that has claims; what is none comes first."""

from __future__ import annotations

import pytest

from disclosure_check import check
from disclosure_check.rulebook.book import load_rulebook

LINK = '<p><a href="https://www.amazon.com/dp/B000000000?tag=example-20">Model 3</a></p>'
NONE = {
    "en": [
        "The app is ad-free.",
        "Interns stay unpaid.",
        "A slogan is not an ad campaign.",
        "This review is sponsored, not paid.",
    ],
    "de": [
        "Sie nahm unbezahlten Urlaub.",
        "Er half ohne Auftrag.",
        "Ohne Werbung läuft heute nichts.",
        "Ein Abo. Keine Werbung.",
    ],
    "fr": ["Le forfait sans publicité coûte plus cher."],
    "es": ["El plan sin publicidad cuesta más."],
    "it": ["Il piano senza pubblicità costa di più."],
    "nl": ["Een abonnement is reclamevrij."],
    "pl": ["Kanał bez reklam jest droższy."],
    "pt": ["O plano sem publicidade custa mais."],
    "sv": ["Praktiken är obetald."],
    "da": ["Klubben er ikke sponsoreret af kommunen længere."],
    "no": ["Overtiden er ubetalt."],
}
CLAIMS = {
    "en": [
        "This post isn't sponsored.",
        "Our site is 100% ad-free.",
        "An unsponsored review",
        "No affiliate links.",
        "This is not an ad.",
        "Gifted, not sponsored",
        "#notsponsored",
    ],
    "de": [
        "Dieser Beitrag ist unbezahlt.",
        "Anzeige / unbezahlt",
        "Der werbefreie Ratgeber",
        "Keine Affiliate-Links",
        "Unbeauftragte Werbung",
        "Werbung, da Markennennung, unbezahlt",
        "Anzeige (ohne Auftrag)",
        "#unbezahltewerbung",
    ],
    "fr": ["Cet article est non sponsorisé.", "Article non rémunéré", "Collaboration non rémunérée", "Non sponsorisé"],
    "es": [
        "Este artículo no está patrocinado.",
        "Sin enlaces de afiliados",
        "Publicidad no remunerada",
        "No patrocinado",
    ],
    "it": [
        "Questo articolo non è sponsorizzato.",
        "Senza link affiliati",
        "Collaborazione non retribuita",
        "#nonsponsorizzato",
    ],
    "nl": ["Dit artikel is niet gesponsord.", "Onbetaalde samenwerking", "Niet gesponsord"],
    "pl": ["Ten wpis nie jest sponsorowany.", "Recenzja niesponsorowana", "Współpraca niepłatna"],
    "pt": ["Este artigo não é patrocinado.", "Sem links de afiliados"],
    "sv": ["Inlägget är inte sponsrat.", "Obetald reklam", "Ej sponsrat"],
    "da": ["Indlægget er ikke sponsoreret.", "Ubetalt reklame", "Ikke sponsoreret"],
    "no": ["Innlegget er ikke sponset.", "Ubetalt reklame", "Ikke sponset"],
}


def pairs(texts: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, each in texts.items() for text in each]


def claims(language: str, text: str) -> list[str]:
    judgement = check(f'<!doctype html><html lang="{language}"><main><p>{text}</p>{LINK}</main>').judgement
    return [claim.text for claim in judgement.claims] if judgement else []


@pytest.mark.parametrize(("language", "text"), pairs(NONE))
def test_what_claims_nothing(language: str, text: str) -> None:
    assert claims(language, text) == []


@pytest.mark.parametrize(("language", "text"), pairs(CLAIMS))
def test_what_claims_that_nobody_pays(language: str, text: str) -> None:
    assert claims(language, text) == [text]


def test_a_language_is_known_by_its_other_tags() -> None:
    assert claims("nb-NO", "Innlegget er ikke sponset.") == ["Innlegget er ikke sponset."]


def test_every_language_with_claims_is_here() -> None:
    assert {wording.language for wording in load_rulebook().wordings if wording.claims} == set(NONE) == set(CLAIMS)
