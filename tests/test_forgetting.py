"""What is kept of what was met is forgotten, whoever else adds to it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from readable.forgetting import forget_oldest


class Shared(dict[int, str]):
    """One that another thread adds to, the first time that it is gone through."""

    def __iter__(self) -> Iterator[int]:
        for key in super().__iter__():
            self.setdefault(100, "another's")
            yield key


def test_the_oldest_are_forgotten_though_another_thread_adds_some_meanwhile() -> None:
    kept = Shared(dict.fromkeys(range(20), "mine"))
    assert forget_oldest(kept) == ["mine"] * 3
    assert list(kept) == [*range(3, 20), 100]
