"""Draw the three placeholder pictures of the example article, each 960 x 640 px.

They stand where the page of 02/06/2023 has photographs, which belong to their publisher: the
delegates in the hall, the honoured on the stage, the speaker at the lectern. No real person is
drawn. ``python examples/draw_pictures.py`` makes ``images/`` again, and the same Pillow makes the
same bytes; ``python examples/draw_pictures.py FOLDER`` writes elsewhere.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw

WIDTH_PX, HEIGHT_PX = 960, 640

# The coordinates below are those of a sheet of 1200 x 800 units.
PX_PER_UNIT = WIDTH_PX / 1200

# Drawn this many times larger, then averaged: 16 samples smooth every edge.
SAMPLES_PER_PX = 4

# Every flat colour and its commonest smoothed edges; with 128 each file stays under 60 KB.
PALETTE_SIZE = 128

Point = tuple[float, float]


@dataclass(frozen=True)
class Pen:
    """Draws in units of its own: ``scale`` px each, from an origin at ``x``, ``y`` px.

    Colours are ``#rrggbb``, or ``#rrggbbaa`` for a tint of what lies below.
    """

    draw: ImageDraw.ImageDraw
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    mirrored: bool = False

    def at(self, x: float, y: float, scale: float = 1.0, mirrored: bool = False) -> Pen:
        """A pen whose origin is this pen's ``x``, ``y``, with units ``scale`` times as large."""
        ((x_samples, y_samples),) = self._place([(x, y)])
        return Pen(
            self.draw,
            x_samples / SAMPLES_PER_PX,
            y_samples / SAMPLES_PER_PX,
            self.scale * scale,
            self.mirrored is not mirrored,
        )

    def _place(self, points: Sequence[Point]) -> list[tuple[int, int]]:
        # Whole samples: the last digit of a float differs between machines, a picture must not.
        direction = -1 if self.mirrored else 1
        return [
            (
                round((self.x + direction * x * self.scale) * SAMPLES_PER_PX),
                round((self.y + y * self.scale) * SAMPLES_PER_PX),
            )
            for x, y in points
        ]

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        self.draw.polygon(self._place(points), fill=colour)

    def curve(self, knots: Sequence[Point], colour: str) -> None:
        """Fill the smooth closed curve through ``knots``."""
        self.polygon(smooth(knots, closed=True), colour)

    def symmetric(self, knots: Sequence[Point], colour: str) -> None:
        """Fill the closed curve whose right half runs down through ``knots``."""
        self.curve([*knots, *((-x, y) for x, y in reversed(knots) if x)], colour)

    def silhouette(self, knots: Sequence[Point], colour: str) -> None:
        """Fill the shape whose right edge runs smoothly through ``knots``, ends cut straight."""
        edge = smooth(knots, closed=False)
        self.polygon([*edge, *((-x, y) for x, y in reversed(edge))], colour)

    def stroke(self, knots: Sequence[Point], width: float, colour: str) -> None:
        """A round-ended line of ``width`` units, smooth through ``knots``."""
        points = self._place(smooth(knots, closed=False))
        width_samples = round(width * self.scale * SAMPLES_PER_PX)
        self.draw.line(points, fill=colour, width=width_samples, joint="curve")
        radius = (width_samples - 1) / 2
        for x, y in (points[0], points[-1]):
            self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def oval(self, x: float, y: float, radius_x: float, radius_y: float, colour: str) -> None:
        self.draw.ellipse(
            self._frame(x - radius_x, y - radius_y, x + radius_x, y + radius_y), colour
        )

    def box(
        self, left: float, top: float, right: float, bottom: float, colour: str, radius: float = 0
    ) -> None:
        rounding = round(radius * self.scale * SAMPLES_PER_PX)
        self.draw.rounded_rectangle(self._frame(left, top, right, bottom), rounding, colour)

    def _frame(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[int, int, int, int]:
        # Drawing to the left of a mirrored pen's origin comes out on the right.
        (x0, y0), (x1, y1) = self._place([(left, top), (right, bottom)])
        return (min(x0, x1), y0, max(x0, x1), y1)


def smooth(knots: Sequence[Point], closed: bool, steps: int = 12) -> list[Point]:
    """Points of the uniform Catmull-Rom spline through ``knots``, ``steps`` between each two."""
    count = len(knots)
    points: list[Point] = []
    for index in range(count if closed else count - 1):
        around = [index - 1, index, index + 1, index + 2]
        places = [i % count if closed else min(max(i, 0), count - 1) for i in around]
        before, start, end, after = (knots[place] for place in places)
        for step in range(steps):
            t = step / steps
            x, y = (
                start[axis]
                + t / 2 * (end[axis] - before[axis])
                + t * t / 2 * (2 * before[axis] - 5 * start[axis] + 4 * end[axis] - after[axis])
                + t**3 / 2 * (3 * start[axis] - before[axis] - 3 * end[axis] + after[axis])
                for axis in (0, 1)
            )
            points.append((x, y))
    if not closed:
        points.append(knots[-1])
    return points


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with ``share`` of ``other`` stirred in.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darker(colour: str, share: float = 0.18) -> str:
    return mix(colour, "#1c0f14", share)


def lighter(colour: str, share: float = 0.25) -> str:
    return mix(colour, "#fff6e6", share)


# People. A head is 100 units high, its middle is the origin; a grown person is 690 units tall.

BLACK, SILVER = "#2a2225", "#b9b4b0"
SKINS = ("#e8b996", "#d9a37c", "#efc7a6", "#cf9770")
CREAM, WHITE, GOLD = "#fbf3e2", "#fdfbf6", "#d9a441"
LEAF, DEEP_LEAF = "#4f7f52", "#36603f"
INDIGO, TRIM = "#2b3358", "#7f9ac4"

Hair = Literal["short", "bob", "long", "bun", "kerchief"]
Dress = Literal["suit", "shirt", "gown", "indigo"]


@dataclass(frozen=True)
class Look:
    """How one person looks; ``turn`` is -1 for a face turned fully to the left, 1 to the right."""

    hair: Hair
    dress: Dress
    colour: str
    accent: str = "#8f2f33"
    skin: str = SKINS[0]
    hair_colour: str = BLACK
    turn: float = 0.0


def draw_person(pen: Pen, look: Look, hold: Callable[[Pen], None] | None = None) -> None:
    """A person without the legs; ``hold`` draws other arms than folded ones, and what they hold."""
    draw_back_of_head(pen, look)
    draw_clothes(pen, look)
    if hold is None:
        for side in (False, True):
            draw_arm(pen.at(0, 0, mirrored=side), look, (64, 116), (76, 204), (18, 250))
    else:
        hold(pen)
    draw_face(pen, look)


def draw_back_of_head(pen: Pen, look: Look) -> None:
    """The hair behind the neck, and the neck."""
    hair = look.hair_colour
    if look.hair == "long":
        pen.symmetric([(0, -62), (34, -50), (47, -8), (48, 50), (54, 104), (30, 118)], hair)
    elif look.hair == "bob":
        pen.symmetric([(0, -62), (36, -48), (48, -4), (47, 38), (30, 50)], hair)
    elif look.hair == "bun":
        pen.symmetric([(0, -62), (36, -46), (43, -4), (36, 34), (20, 44)], hair)
        pen.oval(-6 * look.turn, -62, 20, 15, hair)
    elif look.hair == "kerchief":
        pen.symmetric([(0, -62), (36, -46), (42, -4), (36, 30), (20, 40)], hair)
    pen.symmetric([(17, 20), (17, 62), (26, 82), (0, 100)], look.skin)
    pen.symmetric([(17, 36), (18, 52), (8, 64), (0, 67)], darker(look.skin, 0.16))


def draw_clothes(pen: Pen, look: Look) -> None:
    """What is worn from the collar to the hips, a gown to the ankles."""
    colour, fold = look.colour, darker(look.colour)
    if look.dress in ("suit", "shirt"):
        outline = [(10, 70), (24, 75), (58, 86), (79, 110), (67, 200), (66, 312)]
    elif look.dress == "indigo":
        outline = [(10, 72), (22, 76), (54, 88), (73, 112), (58, 206), (66, 300), (74, 440)]
    else:
        outline = [(10, 74), (20, 76), (52, 88), (70, 112), (54, 206), (65, 300), (74, 574)]
    pen.silhouette(outline, colour)
    if look.dress == "suit":
        pen.polygon([(-20, 68), (20, 68), (0, 168)], WHITE)
        pen.polygon([(-6, 82), (6, 82), (10, 140), (0, 164), (-10, 140)], look.accent)
        for side in (-1, 1):
            pen.polygon([(side * 15, 62), (side * 24, 74), (side * 9, 94), (0, 82)], WHITE)
            pen.polygon([(side * 20, 68), (side * 43, 97), (side * 33, 115), (0, 172)], fold)
        pen.stroke([(0, 172), (1, 310)], 2, fold)
        pen.oval(7, 200, 3.5, 3.5, fold)
    elif look.dress == "shirt":
        pen.polygon([(-16, 70), (16, 70), (0, 92)], look.skin)
        for side in (-1, 1):
            pen.polygon([(side * 16, 62), (side * 28, 75), (side * 13, 102), (0, 86)], WHITE)
        pen.stroke([(0, 92), (0, 310)], 2, darker(colour, 0.12))
        pen.box(20, 134, 46, 138, darker(colour, 0.12))
    elif look.dress == "indigo":
        pen.polygon([(-16, 68), (16, 68), (0, 92)], look.skin)
        pen.stroke([(-17, 71), (0, 94), (17, 71)], 4, TRIM)
        pen.stroke([(0, 94), (-26, 128), (-48, 230), (-56, 436)], 4, TRIM)
        pen.stroke([(-73, 438), (73, 438)], 4, TRIM)
        pen.stroke([(-25, 76), (-22, 104), (0, 120), (22, 104), (25, 76)], 4.5, "#dfe3ea")
    else:
        pen.curve([(-18, 62), (0, 68), (18, 62), (22, 78), (0, 88), (-22, 78)], colour)
        pen.stroke([(-21, 79), (0, 88), (21, 79)], 2, fold)
        pen.stroke([(4, 88), (-24, 108), (-56, 126)], 2.5, fold)
        for x, bottom in ((-30, 568), (34, 570)):
            pen.stroke([(x, 320), (x * 1.3, bottom)], 2.5, fold)
        breast = ((24, 124), (38, 160), (4, 196), (-28, 166))
        skirt = ((-44, 400), (40, 410), (-8, 470), (50, 500), (-42, 520), (6, 546))
        for x, y in (*breast, *skirt):
            draw_blossom(pen.at(x, y), look.accent)


def draw_blossom(pen: Pen, colour: str) -> None:
    for x, y in ((0, -6), (6, -1), (4, 6), (-4, 6), (-6, -1)):
        pen.oval(x, y, 4.6, 4.6, colour)
    pen.oval(0, 0, 3, 3, "#f3d27a")


def draw_arm(pen: Pen, look: Look, shoulder: Point, elbow: Point, hand: Point) -> None:
    """One arm; the sleeve ends before the hand."""
    wrist = (elbow[0] + 0.8 * (hand[0] - elbow[0]), elbow[1] + 0.8 * (hand[1] - elbow[1]))
    pen.stroke([elbow, hand], 15, look.skin)
    sleeve = darker(look.colour, 0.1)
    pen.stroke([shoulder, elbow], 33, sleeve)
    pen.stroke([elbow, wrist], 29, sleeve)
    pen.oval(*hand, 12, 13, look.skin)


def draw_face(pen: Pen, look: Look) -> None:
    """The face, the ears, and the hair that falls into the face."""
    turn, hair = 9 * look.turn, look.hair_colour
    line = mix(look.skin, "#5b2c22", 0.75)
    for side in (-1, 1):
        pen.oval(side * 37 - turn * 0.3, 6, 6.5, 11, darker(look.skin, 0.08))
    pen.symmetric([(0, -52), (30, -40), (37, -4), (33, 26), (17, 47), (0, 53)], look.skin)
    for side in (-1, 1):
        x = side * 15 + turn
        pen.oval(x + side * 6, 20, 8, 6, mix(look.skin, "#d4695c", 0.26))
        pen.oval(x, 5, 3.6, 4.4, BLACK)
        brow = [(x - side * 7, -9), (x, -11.5), (x + side * 8, -8)]
        pen.stroke(brow, 2.2, mix(hair, look.skin, 0.2))
        if look.hair != "short":
            pen.stroke([(x - side * 3, 1), (x + side * 2, 0), (x + side * 7, 3)], 1.6, BLACK)
    pen.stroke([(turn * 1.35, 8), (turn * 1.5 + 2, 16), (turn * 1.3 - 2, 19)], 2, line)
    smile = [(turn - 10, 29), (turn, 34), (turn + 10, 29)]
    pen.stroke(smile, 3, line if look.hair == "short" else "#b4504a")
    if look.hair == "short":
        crown = [(-39, 4), (-41, -30), (-24, -58), (8, -64), (34, -50), (41, -22), (39, 4)]
        pen.curve([*crown, (33, -14), (24, -29), (-4, -26), (-28, -33), (-34, -14)], hair)
    elif look.hair == "kerchief":
        pen.symmetric([(0, -44), (28, -36), (41, -4), (38, 14), (33, -14), (18, -30)], hair)
        pen.symmetric([(0, -70), (32, -58), (48, -14), (38, -20), (24, -35), (0, -41)], INDIGO)
        pen.stroke([(-37, -22), (-23, -36), (0, -42), (23, -36), (37, -22)], 4, TRIM)
    else:
        part = turn - 12
        left = [(part, -62), (-30, -54), (-44, -18), (-42, 22), (-35, 4), (-27, -20)]
        right = [(part, -62), (26, -58), (45, -20), (42, 22), (36, 0), (26, -24), (4, -42)]
        pen.curve([*left, (part - 3, -43)], hair)
        pen.curve(right, hair)
        pen.stroke([(part + 8, -53), (24, -46), (35, -25)], 2.2, mix(hair, "#8a7a78", 0.4))


def draw_standing(pen: Pen, look: Look) -> None:
    """A whole person with a certificate in both hands and flowers in one arm."""
    pen.oval(0, 636, 96, 14, "#5a2a1c50")
    gown = look.dress == "gown"
    trousers = {"suit": darker(look.colour, 0.12), "gown": WHITE}.get(look.dress, "#3a3d4a")
    for side in (-1, 1):
        pen.oval(side * 32, 632, 27, 11, "#e9dccb" if gown else BLACK)
        leg = [(0, 290), (side * 64, 290), (side * 55, 628), (side * 9, 628), (0, 400)]
        pen.polygon(leg, trousers)
    pen.stroke([(0, 400), (0, 310)], 2, darker(trousers, 0.3))
    draw_person(pen, look, hold=lambda near: draw_prize(near, look))


def draw_prize(pen: Pen, look: Look) -> None:
    """A framed certificate, a bouquet, and the arms around both."""
    draw_arm(pen, look, (-64, 116), (-82, 206), (-44, 250))
    draw_arm(pen, look, (64, 116), (84, 206), (66, 248))
    draw_bouquet(pen.at(-62, 150))
    pen.box(-46, 160, 70, 250, GOLD, 3)
    pen.box(-39, 167, 63, 243, CREAM)
    pen.box(-33, 173, 57, 237, "#e5c98d")
    pen.box(-31, 175, 55, 235, CREAM)
    for x in (-44, 68):
        pen.oval(x, 246, 12, 13, look.skin)


def draw_bouquet(pen: Pen) -> None:
    pen.polygon([(-34, -8), (34, -14), (30, 108), (8, 112)], "#f2e4ea")
    pen.polygon([(-34, -8), (-6, 0), (14, 112), (8, 112)], "#e2c9d4")
    for x, y in ((-38, -22), (-20, -46), (8, -50), (32, -34)):
        pen.oval(x, y, 13, 17, DEEP_LEAF if x < 0 else LEAF)
    flowers = ((-26, -12), (0, -8), (26, -16), (-14, -32), (14, -34))
    for index, (x, y) in enumerate(flowers):
        colour = ("#f0c24f", "#e87f8f", "#fbf0e4")[index % 3]
        pen.oval(x, y, 15, 14, darker(colour, 0.1))
        pen.oval(x, y - 2, 11, 10, colour)
        pen.oval(x, y - 3, 4.5, 4, lighter(colour, 0.5))


LOOKS = (
    Look("short", "suit", "#2e3a50", "#8f2f33"),
    Look("bob", "gown", "#c25b6a", "#f4d9d0", SKINS[2]),
    Look("short", "shirt", "#e9edf0", skin=SKINS[1]),
    Look("bun", "gown", "#3f7d83", "#cfe3d8"),
    Look("short", "suit", "#4a4a52", "#3f6079", SKINS[3], SILVER),
    Look("kerchief", "indigo", INDIGO, skin=SKINS[1]),
    Look("long", "gown", "#e3c27c", "#b86d4b", SKINS[2]),
    Look("short", "shirt", "#b9cfdd", skin=SKINS[0]),
    Look("short", "suit", "#37474a", "#b08a3c", SKINS[1]),
    Look("bob", "gown", "#7c6aa0", "#e6dcef", SKINS[0], "#4a3a38"),
)


# The three pictures.

SEAT_WIDTH = 176


def draw_delegates(pen: Pen) -> None:
    """Rows of people seated in a hall, mountains in the windows behind them."""
    draw_hall(pen)
    rows = 4
    for row in range(rows):
        scale, y = 0.7 + 0.07 * row, 208 + row * (101 + 5 * row)
        haze = 0.07 * (rows - 1 - row)
        seat_colour = mix("#93363a", "#d9b79a", haze)
        for seat in range(-4, 5):
            place = pen.at(600 + (seat + row % 2 / 2) * SEAT_WIDTH, y, scale)
            place.box(-97, 44, 97, 400, darker(seat_colour, 0.3), 26)
            place.box(-93, 50, 93, 400, seat_colour, 22)
            look = LOOKS[(seat * 3 + row * 4) % len(LOOKS)]
            seated = replace(
                look,
                colour=mix(look.colour, "#e9d9bd", haze),
                turn=((seat * 5 + row * 3) % 5 - 2) / 4,
            )
            draw_person(place, seated)
    draw_front_desk(pen)


def draw_hall(pen: Pen) -> None:
    pen.box(0, 0, 1200, 800, "#efe2c8")
    pen.box(0, 0, 1200, 16, "#fbf4e4")
    pen.box(0, 16, 1200, 22, "#dccaa6")
    for window in range(4):
        view = pen.at(152 + window * 299, -14)
        view.box(-88, 44, 88, 200, "#fdf8ec", 3)
        view.box(-80, 52, 80, 200, "#cfe3e6")
        ridges = (((146, 100, 128, 88), "#a9c9c6"), ((168, 138, 158, 128), "#84ad9b"))
        for ridge, colour in ridges:
            heights = list(zip((-80, -28, 26, 80), ridge, strict=True))
            view.polygon([*smooth(heights, closed=False), (80, 200), (-80, 200)], colour)
        view.box(-3, 52, 3, 200, "#fdf8ec")
        for side in (-1, 1):
            for pleat in range(4):
                near = side * (62 + pleat * 12)
                view.box(near, 38, near + side * 12, 206, "#b4544b" if pleat % 2 else "#9f453f")
        view.box(-116, 38, 116, 48, "#8a5a3f", 5)
    pen.box(0, 188, 1200, 800, "#8d4a41")
    pen.box(0, 188, 1200, 194, "#a9675a")


def draw_front_desk(pen: Pen) -> None:
    pen.box(0, 726, 1200, 800, "#f4ead6")
    for fold in range(-20, 1200, 60):
        pen.polygon([(fold, 730), (fold + 14, 730), (fold + 26, 800), (fold + 8, 800)], "#e9dbc1")
    pen.box(0, 716, 1200, 732, "#fffaf0")
    pen.box(0, 730, 1200, 733, "#dccaa6")
    for seat in range(-4, 5):
        setting = pen.at(600 + (seat + 0.5) * SEAT_WIDTH, 722)
        setting.polygon([(-36, 0), (26, 0), (18, -10), (-28, -10)], "#ffffff")
        setting.polygon([(-36, 0), (26, 0), (26, 3), (-36, 3)], "#cdbb9b")
        setting.stroke([(34, -2), (52, -8)], 3, "#2e3a50")


def draw_curtain(pen: Pen, bottom: float, light: Point) -> None:
    """Plain red cloth in soft pleats, lit around ``light``, a swag along the top."""
    pen.box(0, 0, 1200, bottom, "#a02b31")
    for pleat in range(-1, 25):
        fold = pen.at(pleat * 50, 0)
        fold.polygon([(0, 0), (14, 0), (18, bottom), (4, bottom)], "#93262d")
        fold.polygon([(28, 0), (36, 0), (40, bottom), (30, bottom)], "#a93338")
    for radius in range(540, 150, -39):
        pen.oval(*light, radius, radius, "#ff9a6a08")
    for swag in range(7):
        cloth = pen.at(swag * 200, 0)
        cloth.curve([(-112, -30), (112, -30), (100, 26), (0, 84), (-100, 26)], "#7c1e28")
        cloth.curve([(-112, -40), (112, -40), (98, 14), (0, 64), (-98, 14)], "#8c252d")
        cloth.curve([(-112, -50), (112, -50), (90, 0), (0, 36), (-90, 0)], "#992c32")


def draw_honoured(pen: Pen) -> None:
    """A row of people on a stage with certificates and flowers, before a plain red curtain."""
    draw_curtain(pen, 640, light=(600, 330))
    pen.box(0, 626, 1200, 740, "#c99a66")
    pen.box(0, 626, 1200, 634, "#8a5a3f")
    for plank in range(-14, 15):
        far, near = 600 + plank * 60, 600 + plank * 84
        pen.polygon([(far, 634), (far + 2, 634), (near + 4, 740), (near, 740)], "#b98753")
    pen.box(0, 736, 1200, 800, "#7a4a34")
    pen.box(0, 736, 1200, 744, "#dcb27e")
    order = (0, 1, 2, 3, 8, 5, 4, 6, 7)
    for place, index in enumerate(order):
        offset = place - len(order) // 2
        height = 0.645 + (place * 7 % 4) * 0.012
        person = pen.at(600 + offset * 126, 692 - 636 * height, height, mirrored=offset > 0)
        draw_standing(person, replace(LOOKS[index], turn=abs(offset) * 0.12))
    for pot in range(11):
        stand = pen.at(pot * 120, 772)
        stand.polygon([(-44, 4), (44, 4), (34, 60), (-34, 60)], "#5d3527")
        draw_flowers(stand, "#f0c24f" if pot % 2 else "#e58a93")


def draw_flowers(pen: Pen, colour: str) -> None:
    """A low mound of flowers, 130 units wide."""
    for x, y in ((-44, -10), (-24, -26), (0, -32), (24, -26), (44, -10), (0, -6)):
        pen.oval(x, y, 22, 18, DEEP_LEAF if abs(x) == 24 else LEAF)
    for x, y in ((-38, -16), (-16, -30), (10, -32), (34, -20), (-24, -6), (2, -12), (24, -2)):
        pen.oval(x, y, 11, 10, darker(colour, 0.12))
        pen.oval(x, y - 2, 8, 7, colour)


def draw_speech(pen: Pen) -> None:
    """A woman in a long dress speaking at a lectern."""
    draw_curtain(pen, 800, light=(730, 300))
    look = Look("bun", "gown", "#2f7d84", "#f3e3c8", SKINS[2], turn=-0.8)
    speaker = pen.at(730, 256, 1.5)
    draw_person(speaker, look, hold=lambda near: draw_gesture(near, look))
    draw_lectern(pen.at(730, 560))
    for finger in range(4):
        speaker.stroke([(60, 208), (44 + finger * 3, 206 + finger * 6)], 7, look.skin)
    speaker.oval(64, 214, 13, 11, look.skin)
    draw_flower_stand(pen.at(1066, 560))
    for index, x in enumerate((160, 318, 462)):
        draw_listener(pen.at(x, 660, 0.8), long_hair=index == 1)
    for index, x in enumerate((70, 236, 398)):
        draw_listener(pen.at(x, 712), long_hair=index != 1)


def draw_gesture(pen: Pen, look: Look) -> None:
    """One hand held out, open; the other arm towards the lectern."""
    draw_arm(pen, look, (62, 116), (90, 206), (64, 216))
    draw_arm(pen, look, (-62, 116), (-98, 200), (-142, 158))
    for x, y in ((-176, 136), (-180, 144), (-178, 152), (-172, 159)):
        pen.stroke([(-146, 156), (x, y)], 7, look.skin)
    pen.stroke([(-146, 152), (-152, 130)], 7, look.skin)


def draw_lectern(pen: Pen) -> None:
    """Seen from the front, its upper edge at the origin."""
    pen.polygon([(-146, 34), (146, 34), (124, 240), (-124, 240)], "#8a5a3f")
    pen.polygon([(-116, 62), (116, 62), (100, 240), (-100, 240)], "#a06c49")
    pen.polygon([(-164, 0), (164, 0), (184, 36), (-184, 36)], "#b98357")
    pen.box(-184, 36, 184, 50, "#744832")
    pen.polygon([(-60, 6), (30, 6), (34, 26), (-68, 26)], CREAM)
    for x, lean in ((-96, 44), (96, -44)):
        pen.stroke([(x, 14), (x, -50), (x + lean * 0.6, -92)], 5, BLACK)
        pen.stroke([(x + lean * 0.6, -92), (x + lean, -106)], 17, "#3d3a40")
    for x, drop in ((-96, 78), (96, 78), (-54, 92), (54, 92), (0, 100)):
        draw_flowers(pen.at(x, drop, 0.8), "#f0c24f" if abs(x) == 54 else "#fbf0e4")


def draw_flower_stand(pen: Pen) -> None:
    """A tall stand of flowers, the rim of its vase at the origin."""
    pen.polygon([(-16, 60), (16, 60), (22, 240), (-22, 240)], "#744832")
    pen.polygon([(-46, 0), (46, 0), (26, 76), (-26, 76)], "#f4ead6")
    pen.polygon([(10, 0), (46, 0), (26, 76), (14, 76)], "#dccaa6")
    for side in (-1, 1):
        for x, y, bend in ((118, -104, 6), (70, -176, 4)):
            near, far = (x * 0.7 + bend, y * 0.45), (x * 0.4 + bend, y * 0.6)
            leaf = [(0, 0), near, (x, y), far]
            pen.curve([(side * leaf_x, leaf_y) for leaf_x, leaf_y in leaf], LEAF)
    for x, y in ((-54, -64), (54, -64), (0, -110)):
        draw_flowers(pen.at(x, y, 0.9), "#e58a93")
    for x in (-30, 30):
        draw_flowers(pen.at(x, -24, 0.9), "#f0c24f")
    draw_flowers(pen.at(0, -52), "#fbf0e4")


def draw_listener(pen: Pen, long_hair: bool) -> None:
    """The back of a head and shoulders, dark before the light."""
    pen.silhouette([(14, 60), (28, 72), (78, 90), (104, 130), (108, 240)], "#4a1a22")
    pen.box(-16, 30, 16, 78, "#4f2a2a")
    for side in (-1, 1):
        pen.oval(side * 40, 8, 7, 11, "#4f2a2a")
    pen.symmetric([(0, -60), (28, -50), (43, -14), (39, 20), (20, 42), (0, 46)], "#2f1519")
    if long_hair:
        falling = [(0, -61), (30, -50), (46, -8), (45, 60), (43, 100), (20, 112), (0, 110)]
        pen.symmetric(falling, "#351a1d")


PICTURES: dict[str, Callable[[Pen], None]] = {
    "delegates.png": draw_delegates,
    "honoured.png": draw_honoured,
    "speech.png": draw_speech,
}


def render(picture: Callable[[Pen], None]) -> bytes:
    """The PNG file of one picture."""
    size = (WIDTH_PX * SAMPLES_PER_PX, HEIGHT_PX * SAMPLES_PER_PX)
    sheet = Image.new("RGB", size)
    picture(Pen(ImageDraw.Draw(sheet, "RGBA"), scale=PX_PER_UNIT))
    file = io.BytesIO()
    keep_commonest_colours(sheet.reduce(SAMPLES_PER_PX)).save(file, "PNG", optimize=True)
    return file.getvalue()


def keep_commonest_colours(picture: Image.Image) -> Image.Image:
    """The picture in its own ``PALETTE_SIZE`` commonest colours, each pixel in the nearest.

    The flat colours cover most, so all of them stay exact; a general quantiser would average them.
    """
    pixels = picture.tobytes()
    counted = Counter(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    palette = Image.new("P", (1, 1))
    commonest = [colour for colour, _ in counted.most_common(PALETTE_SIZE)]
    palette.putpalette([channel for colour in commonest for channel in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def draw_pictures(folder: Path) -> None:
    """Write every picture into ``folder``, each one whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in PICTURES.items():
        part = folder / f"{name}.part"
        part.write_bytes(render(picture))
        part.replace(folder / name)


if __name__ == "__main__":
    draw_pictures(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "images")
