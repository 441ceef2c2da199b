"""Write the pages of checks and policies, in every language, from the texts that `explain` prints.

Run `python docs/build.py` after a change of a check's docstring, of a policy or of `rules/texts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from disclosure_check.checks.registry import CHECK_IDS
from disclosure_check.explaining import Explanation, Section, explain, summary_of, title_of
from disclosure_check.rulebook.book import RuleBook, load_rulebook

DOCS = Path(__file__).resolve().parent
FOLDERS = {"en": "", "de": "de/"}
WORDS = {
    "en": {
        "other": "[Deutsch](de/README.md)",
        "title": "Documentation",
        "lead": "What `disclosure-check explain NAME` prints stands here page by page. {other}",
        "topics": "Topics",
        "checks": "Checks",
        "policies": "Policies",
    },
    "de": {
        "other": "[English](../README.md)",
        "title": "Dokumentation",
        "lead": "Was `disclosure-check explain NAME --language de` zeigt, steht hier Seite für Seite. {other}",
        "topics": "Themen (auf Englisch)",
        "checks": "Prüfungen",
        "policies": "Regelwerke",
    },
}
_CHECK = re.compile(rf"(?<![\w-])({'|'.join(CHECK_IDS)}) \(")
_POLICY = re.compile(r"^([\w-]+): ")


def pages() -> dict[str, str]:
    """Return every page that is generated, by its path below this folder."""
    book = load_rulebook()
    return {path: text for language in FOLDERS for path, text in _pages(book, language)}


def main() -> None:
    """Write all pages, and take away those of checks and policies that are gone."""
    wanted = pages()
    for path, text in wanted.items():
        file = DOCS / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for path in written() - set(wanted):
        (DOCS / path).unlink()


def written() -> set[str]:
    """Return the pages that stand in the folders of generated ones."""
    found = [file for kind in ("checks", "policies") for file in DOCS.glob(f"**/{kind}/*.md")]
    return {file.relative_to(DOCS).as_posix() for file in found} | {f"{place}README.md" for place in FOLDERS.values()}


def _pages(book: RuleBook, language: str) -> Iterator[tuple[str, str]]:
    place = FOLDERS[language]
    yield f"{place}README.md", _index(book, language)
    for check in CHECK_IDS:
        yield f"{place}checks/{check}.md", _page(explain(check, book, language))
    for policy in book.policies:
        yield f"{place}policies/{policy.name}.md", _page(explain(policy.name, book, language))


def _index(book: RuleBook, language: str) -> str:
    words = WORDS[language]
    checks = [f"| [{check}](checks/{check}.md) | {_cell(summary_of(check, language))} |" for check in CHECK_IDS]
    policies = [
        f"| [{each.name}](policies/{each.name}.md) | {_cell(title_of(each, language))} |" for each in book.policies
    ]
    lines = [f"# {words['title']}", "", words["lead"].format(other=words["other"]), ""]
    for title, rows in (("checks", checks), ("policies", policies)):
        lines += [f"## {words[title]}", "", "| | |", "|---|---|", *rows, ""]
    topics = [f"- [{_title(file)}]({'../' if FOLDERS[language] else ''}{file.name})" for file in _topics()]
    return "\n".join([*lines, f"## {words['topics']}", "", *topics, ""])


def _topics() -> list[Path]:
    return sorted(file for file in DOCS.glob("*.md") if file.name != "README.md")


def _title(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


def _page(explanation: Explanation) -> str:
    parts = [f"# {explanation.name}", explanation.summary[:1].upper() + explanation.summary[1:] + "."]
    return "\n\n".join([*parts, *(part for section in explanation.sections for part in _section(section))]) + "\n"


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"## {section.title}"
    if section.prose:
        yield _safe(section.prose)
    if section.code:
        yield f"```html\n{section.code}\n```"
    if section.rows:
        yield "\n".join(f"- {_linked(row)}" for row in section.rows)


def _linked(row: str) -> str:
    """Link the checks and the policies that a row names."""
    row = _POLICY.sub(lambda name: _policy_link(name[1]), _safe(row))
    return _CHECK.sub(lambda name: f"[{name[1]}](../checks/{name[1]}.md) (", row)


def _policy_link(name: str) -> str:
    return f"[{name}](../policies/{name}.md): " if name in _policies() else f"{name}: "


@cache
def _policies() -> set[str]:
    return {policy.name for policy in load_rulebook().policies}


def _cell(text: str) -> str:
    return _safe(text).replace("|", "\\|")


def _safe(text: str) -> str:
    """Keep tags and stars outside code as text."""
    pieces = text.split("`")
    pieces[::2] = [re.sub(r"([<*\[])", r"\\\1", piece) for piece in pieces[::2]]
    return "`".join(pieces)


if __name__ == "__main__":
    main()
