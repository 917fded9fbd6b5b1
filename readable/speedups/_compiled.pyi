from collections.abc import Sequence

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
