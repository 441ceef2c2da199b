"""What can be configured: typed, with defaults; the keys of `disclosure-check.toml` are these names in kebab-case."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

LevelName = Literal["off", "info", "warning", "error"]
FailLevel = Literal["info", "warning", "error"]
PageKind = Literal["editorial", "listing", "shop", "voucher"]
Language = Literal["en", "de"]
CountFromOne = Annotated[int, Meta(ge=1)]


class PartnerSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The site's own partner links, beyond the shipped programmes."""

    hosts: tuple[str, ...] = ()  # every link to the host or below it
    paths: tuple[str, ...] = ()  # host and path prefix: "shop.example/partner/"
    parameters: tuple[str, ...] = ()  # query parameter, with or without its value: "pid", "ref=blog"
    cloaked_paths: tuple[str, ...] = ()  # path prefixes on the site itself that lead to partners: "/go/"


class DisclosureSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The site's own disclosures, beyond the shipped wording."""

    phrases: tuple[str, ...] = ()  # as readers read them; case and white space do not matter
    patterns: tuple[str, ...] = ()  # regular expressions
    selectors: tuple[str, ...] = ()  # elements whose text is a disclosure


class IgnoreSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What a comment must say that silences a check."""

    require_reason: bool = False
    require_expires: bool = False


class FixSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What `--fix` writes into pages, and where."""

    texts: dict[str, str] = {}  # the site's own disclosure by language: "de"; beats the shipped one
    markup: str = "<p>{text}</p>"  # the element around it
    after: str | None = None  # CSS selector of what it follows; else it stands ahead of the first partner link's block


class CheckSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The user's own word on one check; level and options beat any policy's."""

    level: LevelName | None = None
    options: dict[str, Any] = {}  # what the entry says beside the level, by the names of the check's own options


class PathMap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Where the sources of built pages stand: `public/posts/x/index.html` was `content/posts/x.md`."""

    from_: str = field(name="from")
    to: str


class Override(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What holds otherwise for the pages that its globs match; None where they keep what holds for all."""

    paths: tuple[str, ...]  # as in .gitignore, relative to the configuration's folder
    extends: tuple[str, ...] | None = None
    content: str | None = None
    near_words: CountFromOne | None = None
    theme_notice: bool | None = None
    page_kind: PageKind | None = None
    checks: dict[str, CheckSettings] = {}


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Everything one page is checked under, resolved: paths absolute, every check's entry a table."""

    extends: tuple[str, ...] = ("base",)
    page_kind: PageKind = "editorial"
    include: tuple[str, ...] = ()  # only these pages are checked, however they were named; as in .gitignore
    exclude: tuple[str, ...] = ()  # these are not
    rules: tuple[str, ...] = ()  # the user's own rule files
    rules_version: str | None = None  # what came with later rules warns at most
    custom_checks: tuple[str, ...] = ()  # modules with checks of the user's own, or files
    own_domains: tuple[str, ...] = ()
    own_partner_ids: tuple[str, ...] = ()  # parameters of partner links with the site's own ids: "tag=beispiel-21"
    content: str | None = None  # CSS selector of the content
    near_words: CountFromOne = 40
    theme_notice: bool = False  # the theme adds a notice that a fragment does not show
    fragment: bool = False  # pages are a CMS's post bodies, without a theme around them
    reader: Literal["turbohtml", "lxml"] = "turbohtml"
    max_bytes: CountFromOne = 16 * 1024 * 1024
    fail_level: FailLevel = "error"
    path_map: tuple[PathMap, ...] = ()  # from folders of built pages to those of their sources
    language: Language = "en"  # of messages; ids, levels and keys are never translated
    checks: dict[str, CheckSettings] = {}
    partners: PartnerSettings = PartnerSettings()
    disclosures: DisclosureSettings = DisclosureSettings()
    ignores: IgnoreSettings = IgnoreSettings()
    fix: FixSettings = FixSettings()
    overrides: tuple[Override, ...] = ()  # later ones win over earlier ones; a page's own settings have none
