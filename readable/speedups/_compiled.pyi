from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

_Glyphs = TypeVar("_Glyphs")
_Line = TypeVar("_Line")
_Segment = TypeVar("_Segment")
_Slab = TypeVar("_Slab")

SOURCES: str

def untrack(*tuples: object) -> None: ...
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
def know_words(
    model: object,
    token: type[tuple[Any, ...]],
    shapes: str,
    seen: Any,
    syllables: dict[str, int],
    small_roles: dict[str, int],
    capital_roles: dict[str, int],
    onsets: dict[str, int],
    rimes: dict[str, int],
    alike: Sequence[float],
    chain: Sequence[float],
    roles: tuple[int, ...],
    bits: int,
    /,
) -> object: ...
def weigh_words(
    known: object, tokens: list[str], are_said_so: bool, /
) -> tuple[list[float], list[int], list[Any], list[int]] | None: ...
def spaces_of(
    tokens: list[str], weights: list[float], levels: list[float], last: float, /
) -> tuple[list[int], list[bool], list[float]]: ...
def make_segments(
    segment: type[_Segment],
    piece: type[tuple[Any, ...]],
    ink: tuple[Any, ...],
    em: float,
    space: float,
    is_decorated: bool,
    texts: Sequence[str],
    glyphs: Sequence[Any],
    /,
) -> dict[str, _Segment]: ...
def find_segments(
    segment: type[_Segment],
    text: str,
    offsets: Sequence[int],
    runs: Sequence[tuple[int, Any, dict[str, _Segment], dict[str, _Segment | None]]],
    /,
) -> list[_Segment | None]: ...
def look_up(texts: Sequence[str], known: dict[str, _Segment], /) -> dict[str, _Segment | None]: ...
def columns_of(segments: Sequence[Any], /) -> tuple[list[float], list[float], list[float]]: ...
def set_lines(
    segments: Sequence[Any],
    begins: Sequence[float],
    ends: Sequence[int],
    look: tuple[Any, ...],
    column: tuple[int, int, int, int, int],
    block: int | None,
    classes: tuple[type[_Slab], type[Any], type[Any]],
    inked: Callable[[Any], tuple[int, float, Any, bool]],
    boxes: Callable[[int, int, int, int, int], tuple[Any, ...]],
    /,
) -> list[_Slab]: ...
def put_on_page(
    slabs: Sequence[Any], top_px: int, line: type[_Line], /
) -> tuple[list[_Line], list[int]]: ...
def place(
    segments: Sequence[Any],
    begins: Sequence[float],
    first: float,
    unit_px: float,
    left_px: float,
    size_px: float,
    /,
) -> tuple[bytes, tuple[Any, ...], tuple[Any, ...], str, float, float, bool]: ...
def draw_lines(
    page: bytearray,
    stride: int,
    top_px: int,
    lines: Iterable[tuple[Any, ...]],
    words: type[Any],
    ink_of: Callable[[Any, float, bool], tuple[int, int, float, object, Any]],
    /,
) -> None: ...
def underline(
    page: bytearray,
    stride: int,
    left: int,
    right: int,
    top: int,
    bottom: int,
    clearance: int,
    /,
) -> None: ...
def pack_rows(rows: bytes | bytearray, stride: int, checksum: int, /) -> tuple[bytes, int]: ...
def open_letters(most: int, /) -> object: ...
def count_letters(letters: object, /) -> int: ...
def cores(
    words: Sequence[str], alone: bytearray, stands_alone: Callable[[str], bool], /
) -> list[str | None]: ...
def open_singles(glyphs: tuple[Any, ...], added: bytes, /) -> object: ...
def join_singles(
    words: list[str | None],
    singles: object,
    share: Callable[[int], tuple[tuple[int, ...], tuple[int, ...]]],
    glyphs: type[_Glyphs],
    next_number: Callable[[], int],
    numbers: tuple[int, ...],
    /,
) -> tuple[list[_Glyphs | None], list[str]]: ...
def cut_row(
    infos: list[Any],
    positions: list[Any],
    words: list[str | None],
    between: int,
    ink: dict[int, tuple[int, int]],
    find_ink: Callable[[int], tuple[int, int]],
    share: Callable[[int], tuple[tuple[int, ...], tuple[int, ...]]],
    glyphs: type[_Glyphs],
    next_number: Callable[[], int],
    numbers: tuple[int, ...],
    /,
) -> list[_Glyphs | None]: ...
