"""A fault in an article: told to whoever asked, never a reason to stop."""

from __future__ import annotations

from readable.values import value

__all__ = ["Finding", "sentence"]


@value(frozen=True, slots=True)
class Finding:
    """One thing a reader may stumble over, where it is, and what would put it right.

    `rule` names the kind ("glyph-missing"), `target` is the text or the address it is about,
    `wcag` the success criteria of WCAG 2.2 that it touches.
    """

    rule: str
    target: str
    message: str
    help: str
    wcag: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule}: {self.message} ({self.target}). {self.help}"


def sentence(hint: str) -> str:
    """The hint of an error as the help of a finding.

    >>> sentence("check the file")
    'Check the file.'
    """
    return f"{hint[:1].upper()}{hint[1:]}."
