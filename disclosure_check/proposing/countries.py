"""Which country's policy pages speak for; which sign speaks for which policy is data of the policies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from disclosure_check.detection.hosts import is_within
from disclosure_check.proposing.sights import Sight
from disclosure_check.rulebook.policies import Policy

AGREEING = 0.8  # of the pages that speak for any policy
SPEAKING = 0.5  # of all pages
ELSEWHERE = ""  # stands for a country without a policy
_TAG = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-.*)?")
_NAMED = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
_FOLDERS = 2  # of a path, that may name a country


class Weight(IntEnum):
    """What a sign is worth: the heaviest on a page are its vote; a candidate's is none."""

    CANDIDATE = 0
    LANGUAGE = 1
    SHOP = 2
    COUNTRY = 3


class Sign(NamedTuple):
    """Something on a page that speaks for a policy."""

    policy: str
    shown: str
    weight: Weight


class Signed(NamedTuple):
    sight: Sight
    signs: tuple[Sign, ...]

    @property
    def vote(self) -> str | None:
        """Return the policy that the page's heaviest signs speak for; None without one, or where they differ."""
        for weight in (Weight.COUNTRY, Weight.SHOP, Weight.LANGUAGE):
            policies = {sign.policy for sign in self.signs if sign.weight is weight}
            if len(policies) == 1:
                return policies.pop()
            if policies and weight is Weight.COUNTRY:
                return None
        return None

    @property
    def speaks(self) -> bool:
        return any(sign.weight > Weight.CANDIDATE for sign in self.signs)


class Decision:
    """What a group of pages speaks for."""

    def __init__(self, pages: Sequence[Signed]) -> None:
        self._pages = pages
        self.size = len(pages)

    @cached_property
    def policy(self) -> str:
        """Return the policy that nearly all speak for; empty where none is."""
        votes = Counter(vote for page in self._pages if (vote := page.vote) is not None)
        speaking = sum(page.speaks for page in self._pages)
        policy, count = votes.most_common(1)[0] if votes else ("", 0)
        return policy if count >= AGREEING * speaking and speaking >= SPEAKING * self.size else ""

    @cached_property
    def others(self) -> list[str]:
        """Return the other policies that anything but a shared language speaks for, the likeliest first."""
        votes = Counter(page.vote for page in self._pages)
        named = Counter(policy for page in self._pages for policy in _named(page, least=Weight.LANGUAGE))
        found = sorted(named, key=lambda policy: (-votes[policy], -named[policy], policy))
        return [policy for policy in found if policy not in (self.policy, ELSEWHERE)]

    @cached_property
    def by_language_alone(self) -> list[str]:
        """Return the policies for which nothing speaks but the language of the most pages, unless a country is told."""
        if any(sign.weight is Weight.COUNTRY for sign, _ in self.reasons(self.policy) if self.policy):
            return []
        alike = [page for page in self._pages if language_of(page.sight.language) == self.language]
        named = {policy for page in alike for policy in _named(page, least=Weight.CANDIDATE)}
        return sorted(named - {self.policy, ELSEWHERE, *self.others})

    @cached_property
    def languages(self) -> Counter[str]:
        """Count the pages by the language of their markup; empty where it states none."""
        return Counter(language_of(page.sight.language) for page in self._pages)

    @property
    def language(self) -> str:
        """Return the language of the most pages; empty where most state none."""
        return max(self.languages, key=lambda each: (self.languages[each], each), default="")

    def reasons(self, policy: str) -> list[tuple[Sign, int]]:
        """Return what speaks for a policy, the heaviest first, each with the number of pages."""
        counts = Counter(sign for page in self._pages for sign in set(page.signs) if sign.policy == policy)
        return sorted(counts.items(), key=lambda each: (-each[0].weight, -each[1], each[0].shown))


def _named(page: Signed, least: Weight) -> set[str]:
    return {sign.policy for sign in page.signs if sign.weight >= least}


class Signs:
    """Reads the signs of pages, by what the policies say of themselves."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self._policies = [policy for policy in policies if policy.regions]
        self._by_region = {region: policy for policy in self._policies for region in policy.regions}

    def of(self, sight: Sight) -> Signed:
        countries = tuple(dict.fromkeys(self._countries(sight)))
        if countries:
            return Signed(sight, (*countries, *dict.fromkeys(self._shops(sight))))
        return Signed(sight, (*dict.fromkeys(self._shops(sight)), *self._languages(sight)))

    def tells(self, folder: str, language: str) -> bool:
        """Whether a folder is named for a language, or for a country where it is spoken: "de", "at", "en-us"."""
        return folder.lower() == language or any(self._named(folder, language))

    def _countries(self, sight: Sight) -> Iterator[Sign]:
        language, region = _read_tag(sight.language)
        yield from self._region(region, f"lang={language}-{region}")
        for tag in sight.hreflangs:
            other, region = _read_tag(tag)
            yield from self._region(region, f"hreflang={other}-{region}")
        for folder in dict.fromkeys((*sight.folders[:_FOLDERS], *sight.path[:_FOLDERS])):
            yield from self._named(folder, language)
        for policy, domain in self._at(sight.host, language):
            yield Sign(policy, f"a host in .{domain}", Weight.COUNTRY)

    def _region(self, region: str, shown: str) -> Iterator[Sign]:
        if region:
            policy = self._by_region.get(region)
            yield Sign(policy.name if policy else ELSEWHERE, shown, Weight.COUNTRY)

    def _named(self, folder: str, language: str) -> Iterator[Sign]:
        """Yield what a folder's name says: "en-us" names a country, "at" one of its language; "de" but a language."""
        first, region = _read_tag(folder) if _NAMED.fullmatch(folder) else ("", "")
        if region and first == language:
            yield from self._region(region, f"the path /{folder}/")
        elif first != language:
            policy = self._by_region.get(region or first.upper())
            if policy is not None and (first if region else language) in policy.languages:
                yield Sign(policy.name, f"the path /{folder}/", Weight.COUNTRY)

    def _shops(self, sight: Sight) -> Iterator[Sign]:
        language, _ = _read_tag(sight.language)
        for each in sight.earning:
            for policy, _ in self._at(each.host, language):
                yield Sign(policy, f"partner links to {each.host}", Weight.SHOP)

    def _at(self, host: str, language: str) -> Iterator[tuple[str, str]]:
        """Yield whose host it is; one alone tells nothing of a page in a language that is not of the country."""
        for policy in self._policies:
            for domain in policy.domains if not language or language in policy.languages else ():
                if is_within(host, domain):
                    yield policy.name, domain

    def _languages(self, sight: Sight) -> Iterator[Sign]:
        language, _ = _read_tag(sight.language)
        shown = f"lang={language}"
        if not language and len(sight.told_in) == 1:
            language, shown = sight.told_in[0], f"disclosures in {sight.told_in[0]}"
        for policy in self._policies:
            if language in policy.own_languages:
                yield Sign(policy.name, shown, Weight.LANGUAGE)
            elif language in policy.languages:
                yield Sign(policy.name, shown, Weight.CANDIDATE)


def language_of(tag: str) -> str:
    """Return the language of a tag, without country and script."""
    return _read_tag(tag)[0]


def _read_tag(tag: str) -> tuple[str, str]:
    """Split a language tag into language and country: "de-Latn-AT" into "de" and "AT"."""
    match = _TAG.fullmatch(tag.lower().replace("_", "-"))
    return (match[1], (match[2] or "").upper()) if match else ("", "")
