"""The parser's core is loaded alone, and nobody else who imports turbohtml gets half of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("turbohtml")

SHORT = "from disclosure_check.reading.turbo import TurboTree; import sys; assert 'turbohtml._html' in sys.modules; "
LOADED = "assert 'turbohtml.convert' in sys.modules or 'turbohtml.build' in sys.modules"


@pytest.mark.parametrize(
    "code",
    [
        SHORT + "assert 'turbohtml' not in sys.modules",
        SHORT + "import turbohtml; assert turbohtml.E and turbohtml.Element is TurboTree.element_class",
        "import turbohtml; " + SHORT + "assert turbohtml.Element is TurboTree.element_class",
        SHORT + "[place] = TurboTree('<p>\\n<a b>').bearing('b'); assert TurboTree('<p>').root.tag == 'html'",
        SHORT + "[link] = (tree := TurboTree('<p>\\n<a b>c')).select('a'); assert tree.position(link).line == 2",
    ],
)
def test_core_is_loaded_alone(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "ahead",
    [
        # another thread could look for the package in that moment
        "import threading; end = threading.Event(); threading.Thread(target=end.wait, daemon=True).start()",
        # releases that keep their parts elsewhere, or whose core asks for more of them
        "import disclosure_check.reading.turbo_core as core; core._PARTS = ('_internal._elsewhere',)",
        "import disclosure_check.reading.turbo_core as core; core._PARTS = ()",
    ],
)
def test_whole_package_is_loaded_where_the_core_cannot_be_had_alone(ahead: str) -> None:
    code = f"{ahead}; {SHORT}{LOADED}; assert TurboTree('<p class=a>').select('.a')"
    subprocess.run([sys.executable, "-c", code], check=True)
