"""Every text of ours has its German: the same templates, the same parts, nothing too much."""

from __future__ import annotations

import ast
import pickle
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from case_files import CASES, Case, read_case, read_cases
from conftest import WriteTree
from disclosure_check import check
from disclosure_check.cli import main
from disclosure_check.messages import counted, quoted_by_rules, run_on, say, translator
from disclosure_check.results import PageResult
from disclosure_check.rulebook import rules_version
from disclosure_check.rulebook.book import load_rulebook
from disclosure_check.rulebook.policies import Status, Sureness
from disclosure_check.rulebook.texts import folder, read_phrases

PACKAGE = Path(__file__).resolve().parent.parent / "disclosure_check"
TRANSLATED = ("de",)
IN_RULES = ("notice-widget", "disclosure-image", "folded")  # whose products are phrases, not names
NOUN_TEMPLATES = "{{number}} {}"


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of a function in the package, with their places."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{file.relative_to(PACKAGE.parent)}:{node.lineno}", node


def literal(place: str, node: ast.expr) -> str:
    assert isinstance(node, ast.Constant) and isinstance(node.value, str), f"{place}: not a literal text"
    return node.value


def templates() -> dict[str, str]:
    """Return every template in the code and in the rules, with a place where it stands."""
    found = {literal(place, call.args[0]): place for place, call in calls("say")}
    for place, call in calls("counted"):
        one, *many = (literal(place, each) for each in call.args[1:])
        found |= {NOUN_TEMPLATES.format(noun): place for noun in (one, *(many or [one + "s"]))}
    found |= {sign.product: "rules/markup" for sign in load_rulebook().markup.signs if sign.means in IN_RULES}
    return found | dict.fromkeys((*get_args(Status), *get_args(Sureness)), "rules/policies")


def parts(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_finding_is_said_by_a_template() -> None:
    """A plain text or an f-string would stay English in every language, as `str(error)` of a wrong rule does."""
    made = [(place, call.args[0]) for place, call in calls("Problem")]
    made += [(place, call.args[1]) for place, call in calls("PageError")]
    for place, node in made:
        assert isinstance(node, ast.Call | ast.Name), f"{place}: expected say(…)"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_template_has_its_translation(language: str) -> None:
    _, known = read_phrases(language)
    missing = {template: place for template, place in templates().items() if template not in known}
    assert not missing, f"rules/texts/{language}/messages.toml lacks these"
    assert set(known) == set(templates()), "no code says these any more"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_parts_of_its_template(language: str) -> None:
    for english, own in read_phrases(language)[1].items():
        if "{{" not in english:
            assert parts(own) == parts(english), english
            assert Counter(re.findall("[;:]$", own)) == Counter(re.findall("[;:]$", english)), english


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_template_is_translated_once(language: str) -> None:
    text = (folder(language) / "messages.toml").read_text(encoding="utf-8")
    times = Counter(re.findall(r"^en = (.*)$", text, re.MULTILINE))
    assert [template for template, count in times.items() if count > 1] == []
    assert text.count("[[message]]") == len(read_phrases(language)[1])


QUOTED = re.compile(r"„[^“]*“|'[^']*'|\([^()]*\)")
ENGLISH = re.compile(r"\b(?:the|of|readers?|that|and|not|with|under|link to|partner links?|notice)\b")


@pytest.mark.parametrize("case", read_cases("checks"), ids=lambda case: case.name)
def test_a_finding_is_german_throughout_and_the_same_to_programs(case: Case) -> None:
    english, german = (result_in(case, language) for language in ("en", "de"))
    assert [(each.check, each.position, each.fingerprint) for each in german.findings] == [
        (each.check, each.position, each.fingerprint) for each in english.findings
    ]
    for own, ours in zip(german.findings, english.findings, strict=True):
        assert type(own.message) is str and own.message != ours.message
        assert not ENGLISH.search(QUOTED.sub("", own.message)), own.message
        assert [each.position for each in own.related] == [each.position for each in ours.related]


def result_in(case: Case, language: str) -> PageResult:
    page = case.html.encode(case.expected.encoding)
    return check(page, name=case.path.name, config={**case.expected.config, "language": language})


GERMAN = {
    "disclosure-missing/fails-one-link": (
        "keine Kennzeichnung gilt für den einzigen Partnerlink („Mühle M1“, unter „Drei Kaffeemühlen im Test“; Amazon"
        " Associates); Leser erfahren nicht, dass über ihn Geld verdient wird; einen Hinweis darüber setzen oder den"
        " Link kennzeichnen"
    ),
    "disclosure-missing/fails-likely-links-warn-only": (
        "keine Kennzeichnung gilt für den einzigen Partnerlink („M1“, unter „Three coffee grinders“; rel=sponsored an"
        " einem Link, der von der Website wegführt); Leser erfahren nicht, dass über ihn Geld verdient wird; einen"
        " Hinweis darüber setzen oder den Link kennzeichnen (bringt nur wahrscheinlich Geld)"
    ),
    "disclosure-late/fails-notice-in-the-articles-footer": (
        "Hinweis „Dieser Artikel enthält Affiliate-Links.“ kommt zu spät: Leser erreichen den ersten von 2 Partnerlinks"
        " („Mühle M1“, unter „Drei Kaffeemühlen im Test“) schon 55 Wörter vorher (was als nah gilt, ist eine Heuristik,"
        " near-words); den Hinweis darüber setzen oder jeden Link markieren"
    ),
    "disclosure-hidden/fails-closed-details": (
        "Hinweis „Transparenz: Kaufst du über einen der Links, bekommen wir…“ steht auf der Seite, aber Leser sehen"
        " nichts davon (geschlossenes <details>); sie erreichen den einzigen Partnerlink („Mühle M1“, unter „Drei"
        " Kaffeemühlen im Test“), ohne davon zu wissen; den Hinweis über diesem Link sichtbar machen"
    ),
    "disclosure-undecided/fails-notice-as-an-image": (
        "nur ein Browser könnte zeigen, ob Leser bei 1 Partnerlink („M1“, unter „Three coffee grinders“) vom Verdienst"
        " erfahren: ein nach einer Kennzeichnung benanntes Bild enthält vielleicht den Hinweis; die Seite so ansehen,"
        " wie Leser sie sehen, oder den Hinweis als Text hineinschreiben"
    ),
    "disclosure-folded/fails-question": (
        "Hinweis „We earn a commission when you buy through links in this…“ steht in einer Fragenliste, und sonst gibt"
        " es keine Kennzeichnung für 2 Partnerlinks (der erste: „M1“, unter „Our picks“); solche Kästen überspringen"
        " Leser; den Hinweis herausnehmen und über den ersten Partnerlink setzen"
    ),
}


@pytest.mark.parametrize(("name", "message"), GERMAN.items(), ids=list(GERMAN))
def test_a_german_finding_reads_as_written(name: str, message: str) -> None:
    result = result_in(read_case(CASES / "checks" / f"{name}.html"), "de")
    assert [each.message for each in result.findings if each.check == name.partition("/")[0]] == [message]


def test_a_message_is_its_english_text_and_survives_a_worker() -> None:
    message = say("{which} ({link})", which=say("the {links}", links=counted(1234, "partner link")), link="'{M1}'")
    assert message == "the 1,234 partner links ('{M1}')"
    assert str(message) == message and type(translator("en")(message)) is str
    again = pickle.loads(pickle.dumps(message))
    assert again == message
    assert translator("de")(again) == "die 1.234 Partnerlinks ('{M1}')"


def test_what_is_no_text_of_ours_stays_as_it_is() -> None:
    assert translator("de")("the notice") == "the notice"
    assert translator("de")(run_on(quoted_by_rules("Skimlinks"), ": ", say("label"))) == "Skimlinks: Label"


def test_the_text_report_is_german_where_the_configuration_says_so(
    tree: WriteTree, capsys: pytest.CaptureFixture[str]
) -> None:
    link = '<a href="https://www.amazon.de/dp/B000000001?tag=beispiel-21">M1</a>'
    tree({"disclosure-check.toml": 'language = "de"\n', "site/a.html": f"<p>{link}", "site/b.html": "<p>M2"})
    assert main(["check", "site"]) == 1
    *_, counts, verdict, mending, unseen = capsys.readouterr().out.splitlines()
    assert counts == "2 Seiten: 1 mit Partnerlinks, 0 gekennzeichnet, 0 unentschieden, 0 nicht geprüft"
    assert verdict == f"1 Fehler nach Regelwerk base; Regeln {rules_version()}"
    assert mending == "1 Befund vielleicht mit --fix zu beheben; --diff zeigt, wie"
    assert unseen.startswith("nicht angesehen: was Skripte hinzufügen")


def test_what_could_not_be_checked_is_told_in_german() -> None:
    result = check("<p>" + "x" * 2000, config={"language": "de", "max-bytes": 1000})
    assert result.error is not None
    assert result.error.message == "Seite ist zu groß (mehr als 1.000 Bytes); max-bytes erhöhen, um sie zu prüfen"
    assert [each.message for each in result.findings] == [f"nicht geprüft: {result.error.message}"]


def linked(number: int) -> str:
    return f'<p><a href="https://www.amazon.de/dp/B{number:09}?tag=beispiel-21">M{number}</a>'


def test_causes_are_german_too(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {f"site/{number}.html": linked(number) for number in range(51)}
    tree({"disclosure-check.toml": 'language = "de"\n', **pages})
    assert main(["check", "site", "--jobs", "2"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("viele Befunde; ihre Ursachen, mit je einigen Beispielen:\n")
    assert "error disclosure-missing: 51 Befunde auf 51 Seiten" in out


@pytest.mark.parametrize("name", ["text", "github", "gitlab", "sarif", "junit", "checkstyle", "markdown"])
def test_what_the_theme_writes_is_told_in_german(
    tree: WriteTree, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    tree({"disclosure-check.toml": 'language = "de"\n', **{f"site/{n:04}.html": linked(1) for n in range(120)}})
    assert main(["check", "site", "--output-format", name]) == 1
    assert "(auf 120 Seiten, wahrscheinlich vom Theme; dies ist die erste)" in capsys.readouterr().out


def test_an_unknown_language_is_told(tree: WriteTree, capsys: pytest.CaptureFixture[str]) -> None:
    tree({"disclosure-check.toml": 'language = "fr"\n', "a.html": ""})
    assert main(["check", "a.html"]) == 2
    assert 'disclosure-check.toml: language: expected one of "de", "en", got "fr"' in capsys.readouterr().err
