"""Each guideline's numbers are those of its source, and what it rules out is refused."""

from __future__ import annotations

import pytest

from readable.article import Article, Mark, Paragraph, Run
from readable.cli.options import LARGE_PRINT as OFFERED
from readable.errors import InvalidPreference
from readable.largeprint import LARGE_PRINT_STANDARDS as STANDARDS
from readable.papers import Paper


def test_the_sizes_are_those_of_the_sources() -> None:
    # In points, of which 12 are a scale of 100: 16 are 133.3, so 134.
    scales = {key: (one.least_scale, one.preferences().scale) for key, one in STANDARDS.items()}
    assert scales == {
        "ukaaf": (134, 150),
        "rnib": (134, 150),
        "rnib-giant": (200, 200),
        "acb": (150, 167),
        "aph": (150, 150),
        "cnib": (100, 150),
        "wcag-aaa": (None, 100),
    }
    assert all(one.preferences().alignment == "start" for one in STANDARDS.values())
    assert all(one.preferences().line_height >= 1.5 for one in STANDARDS.values())


def test_the_command_offers_every_guideline() -> None:
    assert tuple(STANDARDS) == OFFERED


@pytest.mark.parametrize(
    ("key", "choice"),
    [
        ("ukaaf", {"scale": 133}),
        ("acb", {"scale": 149}),
        ("acb", {"line_height": 1.4}),
        ("rnib", {"measure": 71}),
        ("wcag-aaa", {"alignment": "justify"}),
    ],
)
def test_a_choice_that_a_guideline_rules_out_is_refused(
    key: str, choice: dict[str, object]
) -> None:
    with pytest.raises(InvalidPreference, match="leave the choice to the guideline"):
        STANDARDS[key].preferences(**choice)


def test_a_larger_choice_stays() -> None:
    assert STANDARDS["ukaaf"].preferences(scale=400, line_height=2.0).scale == 400


def test_margins_are_an_inch_where_the_guideline_says_wide() -> None:
    assert STANDARDS["cnib"].paper(Paper.named("a4", 200)).margins_px == 200
    assert STANDARDS["cnib"].paper(Paper(margin_px=10)).margins_px == 10
    assert STANDARDS["ukaaf"].paper(Paper()) == Paper()


def test_emphasis_is_bold_or_underlined_where_italics_are_ruled_out() -> None:
    def marks(key: str, *own: Mark) -> set[str]:
        article = Article((Paragraph((Run("a", frozenset(own)),)),))
        (block,) = STANDARDS[key].article(article).blocks
        assert isinstance(block, Paragraph)
        return set(block.runs[0].marks)

    assert marks("ukaaf", "em") == {"strong"}
    assert marks("ukaaf", "u") == {"strong"}
    assert marks("ukaaf") == set()
    assert marks("rnib", "em") == {"em"}
    # All is bold, so what was bold is underlined too.
    assert marks("acb") == {"strong"}
    assert marks("acb", "cite") == marks("acb", "strong") == {"strong", "ins"}
