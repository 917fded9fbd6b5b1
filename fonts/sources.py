"""The families that are shipped, and the packages they are made from."""

from __future__ import annotations

from dataclasses import dataclass

from download import Package

__all__ = ["LICENCE", "SOURCES", "Source"]

# All five are under the SIL Open Font License; this is its SPDX identifier.
LICENCE = "OFL-1.1"


@dataclass(frozen=True, slots=True)
class Source:
    """One family as it is published, and what becomes of it.

    ``key`` is the name by which preferences choose it; ``name`` the one browsers and PDF readers
    show. ``licence_member`` is empty where the whole licence stands in the font's name table.
    ``is_variable`` says whether Regular and Bold share their points, so that one file for the
    web can hold both.
    """

    key: str
    name: str
    generic: str
    package: Package
    regular_member: str
    bold_member: str
    licence_member: str
    is_variable: bool
    is_renamed: bool = False

    @property
    def stem(self) -> str:
        return self.name.replace(" ", "")


SOURCES = (
    Source(
        key="sans",
        name="Be Vietnam Pro",
        generic="sans-serif",
        package=Package(
            "@expo-google-fonts/be-vietnam-pro",
            "0.4.1",
            "sha512-4o2bsqU1zcC6NZf5FRYB+7gE49waNWYOGc5c5qLfPgrSqqr61hS2Bz4TVPgxudO038tLydSyPxV8e79"
            "g8j5DpQ==",
        ),
        regular_member="package/400Regular/BeVietnamPro_400Regular.ttf",
        bold_member="package/700Bold/BeVietnamPro_700Bold.ttf",
        licence_member="package/LICENSE_FONT",
        is_variable=False,
    ),
    Source(
        key="serif",
        name="Noto Serif",
        generic="serif",
        package=Package(
            "@expo-google-fonts/noto-serif",
            "0.4.2",
            "sha512-1xvAYegrtpCuPPunSyhvhV9FHWEzCWjikEoUJkvHt+WWvt+h7lKr+vkXNpqwFQM4W3KjXOccfLd5s04"
            "xLMjjDQ==",
        ),
        regular_member="package/400Regular/NotoSerif_400Regular.ttf",
        bold_member="package/700Bold/NotoSerif_700Bold.ttf",
        licence_member="package/LICENSE_FONT",
        is_variable=True,
    ),
    Source(
        key="complete",
        name="Noto Sans",
        generic="sans-serif",
        package=Package(
            "@expo-google-fonts/noto-sans",
            "0.4.2",
            "sha512-zYD8G2ijWLxqmquoQgghNh/x9p0yxWwArD0oxO1oXY1qx5vOd4t0Kbhnu/Cx8RTy08OgA8RtxuULZFa"
            "XwVPnPw==",
        ),
        regular_member="package/400Regular/NotoSans_400Regular.ttf",
        bold_member="package/700Bold/NotoSans_700Bold.ttf",
        licence_member="package/LICENSE_FONT",
        is_variable=True,
    ),
    Source(
        key="easy",
        name="Lexend",
        generic="sans-serif",
        package=Package(
            "@expo-google-fonts/lexend",
            "0.4.1",
            "sha512-uddqvCw9zFeYVUqUmPkCxFqEd+YbmCKqpNpdzj+LhJwYM2AwjR8i+Zq5Qx7KhbP/vzIZUfSwC5bnZ3c"
            "x2ltqGw==",
        ),
        regular_member="package/400Regular/Lexend_400Regular.ttf",
        bold_member="package/700Bold/Lexend_700Bold.ttf",
        licence_member="package/LICENSE_FONT",
        is_variable=True,
    ),
    Source(
        # A subset of Andika, whose name is reserved.
        key="literacy",
        name="Readable Literacy",
        generic="sans-serif",
        package=Package(
            "@expo-google-fonts/andika",
            "0.2.3",
            "sha512-gsPOD2FET8CBp17uX102h6pdSf71NmYrdos1U1vup8GEmqO61wpMU6lf92uUPqULpSUks98NL+cxTV1"
            "Ztlpm7g==",
        ),
        regular_member="package/Andika_400Regular.ttf",
        bold_member="package/Andika_700Bold.ttf",
        licence_member="",
        is_variable=False,
        is_renamed=True,
    ),
)
