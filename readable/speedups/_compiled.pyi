from array import array
from collections.abc import Callable, Sequence
from typing import Any

SOURCES: str

def total_fit(
    widths: Sequence[float],
    spaces: Sequence[float],
    forced: Sequence[bool],
    partings: Sequence[float],
    measure: float,
    costs: tuple[float, float, float, float, bool, float, float],
    unit: float,
    likely_unit: float,
    /,
) -> list[int]: ...
def read_keys(part: bytes, count: int, /) -> bytes: ...
def read_model(
    looks: Sequence[float], listed: array[int], /, *tables: array[int] | bytes
) -> object: ...
def weigh_words(
    model: object, seen: Sequence[tuple[Any, ...]], weigh_likeness: Callable[[int], float], /
) -> list[float]: ...
def draw_words(
    page: bytearray,
    stride: int,
    baseline: int,
    words: Sequence[tuple[float, int, float, Any, Any, bool]],
    ink_of: Callable[[Any, float, bool], tuple[int, int, float, dict[int, bytes], Any]],
    /,
) -> None: ...
def cut_row(
    infos: list[Any],
    positions: list[Any],
    words: list[str],
    between: int,
    ink: dict[int, tuple[int, int]],
    find_ink: Callable[[int], tuple[int, int]],
    share: Callable[[int], tuple[tuple[int, ...], tuple[int, ...]]],
    /,
) -> list[
    tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...], int, int, int]
]: ...
