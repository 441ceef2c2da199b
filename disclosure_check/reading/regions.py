"""Content root and regions, from elements and roles; class names were tried and misplaced notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from disclosure_check.model import Region

if TYPE_CHECKING:
    from disclosure_check.reading.tree import Tree
    from disclosure_check.rulebook.markup import Meaning

_TAGS = {"nav": Region.NAV, "header": Region.HEADER, "footer": Region.FOOTER, "aside": Region.ASIDE}
_ROLES = {
    "navigation": Region.NAV,
    "menu": Region.NAV,
    "menubar": Region.NAV,
    "banner": Region.HEADER,
    "contentinfo": Region.FOOTER,
    "complementary": Region.ASIDE,
}
_SIGNED: dict[Meaning, Region] = {"comments": Region.COMMENTS, "consent": Region.CONSENT}


class Landmarks(msgspec.Struct, frozen=True):
    """The elements that begin a region, the content root (None: the body) and the articles."""

    regions: dict[Any, Region] = msgspec.field(default_factory=dict)
    root: Any = None
    articles: dict[Any, int] = msgspec.field(default_factory=dict)
    chosen: bool = False  # the root comes from the `content` selector: nothing inside is set apart


def read_landmarks(tree: Tree, signed: Mapping[Any, Meaning], content: str | None) -> Landmarks:
    """Return the landmarks of a page; `signed` are the elements that products sign."""
    regions: dict[Any, Region] = {}
    for tag, region in _TAGS.items():  # a parser finds one tag's elements at once
        regions.update(dict.fromkeys(tree.select(tag), region))
    roles = {element: element.attr("role") or "" for element in tree.select("[role]")}
    regions.update((element, _ROLES[role]) for element, role in roles.items() if role in _ROLES)
    regions.update((element, _SIGNED[meaning]) for element, meaning in signed.items() if meaning in _SIGNED)
    chosen = _selected(tree, content)
    root = chosen or _only_main(_either(tree, "main", roles))
    articles = _articles(_either(tree, "article", roles), regions, root)
    if root is None and len(articles) == 1:
        root = articles[0]
    return Landmarks(regions, root, {article: number for number, article in enumerate(articles, 1)}, bool(chosen))


def _selected(tree: Tree, content: str | None) -> Any:
    found = tree.select(content) if content else []
    return found[0] if found else None


def _either(tree: Tree, name: str, roles: Mapping[Any, str]) -> list[Any]:
    """Return the elements that bear a name as their tag or as their role; those of a tag are found at once."""
    return tree.select(f"{name}, [role={name}]" if name in roles.values() else name)


def _only_main(every: Iterable[Any]) -> Any:
    mains = [main for main in every if main.attr("hidden") is None]
    outer = [main for main in mains if not any(parent in mains for parent in _parents(main))]
    return outer[0] if len(outer) == 1 else None


def _articles(every: Sequence[Any], regions: dict[Any, Region], root: Any) -> list[Any]:
    """Return the outermost articles that are no comments and no teasers of a sidebar."""
    known = set(every)
    outermost = []
    for article in every:
        above = list(_parents(article))
        if any(parent in known or regions.get(parent) in _APART for parent in above):
            continue
        if root is not None and root is not article and root not in above:
            continue
        outermost.append(article)
    return outermost


_APART = {Region.COMMENTS, Region.CONSENT, Region.ASIDE, Region.FOOTER, Region.NAV}


def _parents(element: Any) -> Iterator[Any]:
    parent = element.parent
    while parent is not None and hasattr(parent, "attr"):
        yield parent
        parent = parent.parent


def region_inside(marks: Landmarks, element: Any, outer: Region, inside_root: bool, article: int) -> Region:
    """Return the region that begins at a landmark, given the one around it."""
    if element is marks.root:
        return Region.CONTENT
    region = marks.regions.get(element)
    if region is None or outer in (Region.COMMENTS, Region.CONSENT, Region.NAV):
        return outer
    if region in (Region.HEADER, Region.ASIDE, Region.FOOTER):
        in_main = marks.root is not None and (region is not Region.ASIDE or not marks.articles)
        belongs = inside_root and (article or marks.chosen or in_main)
        if belongs and outer is Region.CONTENT:
            return outer  # a header or aside in the article is content, its footer is its end
        if outer is not Region.CONTENT:
            return outer
    return region
