"""Tables: which cell is the header of which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readable.check.aria import inherits
from readable.check.page import Element
from readable.check.rule import Outcome, failed, passed, rule

if TYPE_CHECKING:
    from readable.check.page import Page

_TABLES = ("table", "grid", "treegrid")
# HTML caps both.
_MOST_COLUMNS, _MOST_ROWS = 1000, 65534
_LARGEST_GRID = 400_000


def _table_of(page: Page, element: Element) -> Element | None:
    return next((one for one in element.ancestors if page.access.role(one) in _TABLES), None)


@rule(
    "headers-refer-to-cells",
    act="a25f45",
    wcag="1.3.1",
    title=("headers chỉ tới ô của cùng bảng", "headers names cells of the same table"),
    why=(
        "Trình đọc màn hình đọc các ô mà headers nêu trước mỗi ô dữ liệu.",
        "Before each cell screen readers read those that its headers name.",
    ),
    wrong=(
        "headers nêu “{name}”, không phải một ô khác của bảng này",
        "headers names “{name}”, which is no other cell of this table",
    ),
    help=(
        "Nêu id của ô tiêu đề trong cùng bảng.",
        "Name the id of a header cell of the same table.",
    ),
    passes=('<table><tr><th id="a">Năm<tr><td headers="a">2023</table>',),
    fails=('<table><tr><th id="a">Năm<tr><td headers="b">2023</table>',),
)
def headers_refer_to_cells(page: Page) -> Iterator[Outcome]:
    for element in page.elements:
        names = element.get("headers").split()
        if element.tag not in ("td", "th") or not names or not element.is_html:
            continue
        table = next((one for one in element.ancestors if one.tag == "table"), None)
        if table is None or page.access.role(table) not in _TABLES:
            continue
        if not page.access.is_visible(table) or not page.access.in_tree(table):
            continue
        if not page.access.is_visible(element) or not page.access.in_tree(element):
            continue
        wrong = next((one for one in names if not _is_cell(page, one, element, table)), None)
        yield passed(element) if wrong is None else failed(element, name=wrong[:60])


def _is_cell(page: Page, name: str, cell: Element, table: Element) -> bool:
    other = page.by_id.get(name)
    if other is None or other is cell or other.tag not in ("td", "th"):
        return False
    return next((one for one in other.ancestors if one.tag == "table"), None) is table


class _Grid:
    """The cells of a table in rows and columns, spans filled; by HTML or by roles."""

    def __init__(self, page: Page, table: Element) -> None:
        self.page = page
        self.table = table
        self.rows: list[list[Element | None]] = []
        self.groups: list[Element | None] = []
        self.places: dict[int, tuple[int, int, int, int]] = {}
        self._fill()

    def _fill(self) -> None:
        rows = [one for one in self._inside() if self._is_row(one)]
        taken: dict[tuple[int, int], Element] = {}
        for number, row in enumerate(rows[:_MOST_ROWS]):
            column = 0
            for cell in row.elements:
                if not self._is_cell(cell) or len(taken) > _LARGEST_GRID:
                    continue
                while (number, column) in taken:
                    column += 1
                width = min(_span(cell, "colspan", "aria-colspan"), _MOST_COLUMNS)
                height = min(
                    _span(cell, "rowspan", "aria-rowspan") or len(rows) - number, len(rows) - number
                )
                height = max(1, height)
                self.places[cell.order] = (number, column, height, width)
                for down in range(height):
                    for across in range(width):
                        taken.setdefault((number + down, column + across), cell)
                column += width
        self.width = 1 + max((column for _, column in taken), default=-1)
        self.rows = [
            [taken.get((number, column)) for column in range(self.width)]
            for number in range(len(rows))
        ]
        self.groups = [row.parent for row in rows]

    def _inside(self) -> Iterator[Element]:
        waiting = list(reversed(self.table.elements))
        while waiting:
            one = waiting.pop()
            yield one
            if one.tag != "table" and self.page.access.role(one) not in _TABLES:
                waiting.extend(reversed(one.elements))

    def _is_row(self, one: Element) -> bool:
        return (one.tag == "tr" and one.is_html) or self.page.access.role(one) == "row"

    def _is_cell(self, one: Element) -> bool:
        return (one.tag in ("td", "th") and one.is_html) or inherits(
            self.page.access.role(one), "cell"
        )

    def cells(self) -> list[Element]:
        seen = {one.order: one for row in self.rows for one in row if one is not None}
        return list(seen.values())

    def is_row_header(self, cell: Element) -> bool:
        scope = cell.get("scope").strip().lower()
        if scope in ("row", "rowgroup"):
            return True
        if scope in ("col", "colgroup"):
            return False
        role = self.page.access.role(cell)
        if self.page.access.explicit_role(cell):
            return role == "rowheader"
        # Without scope: HTML takes a header for one of its column where the rows it is in hold no
        # data cell, and for one of its row where the columns hold none.
        row, column, height, width = self.places[cell.order]
        above = any(
            one is not None and one.tag == "td"
            for line in self.rows[row : row + height]
            for one in line
        )
        beside = any(
            one is not None and one.tag == "td"
            for line in self.rows
            for one in line[column : column + width]
        )
        return above and not beside

    def is_column_header(self, cell: Element) -> bool:
        scope = cell.get("scope").strip().lower()
        if scope in ("row", "rowgroup"):
            return False
        if scope in ("col", "colgroup"):
            return True
        if self.page.access.explicit_role(cell):
            return self.page.access.role(cell) == "columnheader"
        row, _, height, _ = self.places[cell.order]
        return not any(
            one is not None and one.tag == "td"
            for line in self.rows[row : row + height]
            for one in line
        )

    def has_cells(self, header: Element) -> bool:
        """Whether any other cell has it for a header."""
        row, column, height, width = self.places[header.order]
        for cell in self.cells():
            if cell is header:
                continue
            if cell.get("headers").split():
                if header.id and header.id in cell.get("headers").split():
                    return True
                continue
            its_row, its_column, its_height, its_width = self.places[cell.order]
            same_columns = its_column < column + width and column < its_column + its_width
            same_rows = its_row < row + height and row < its_row + its_height
            if self.is_row_header(header):
                if same_rows and its_column > column:
                    return True
                if (
                    header.get("scope").lower() == "rowgroup"
                    and self.groups[its_row] is self.groups[row]
                ):
                    return True
            elif self.is_column_header(header):
                if same_columns and its_row > row:
                    return True
            elif (same_columns and its_row > row) or (same_rows and its_column > column):
                return True
        return False


def _span(cell: Element, name: str, other: str) -> int:
    value = (cell.get(name) or cell.get(other)).strip()
    return int(value[:6]) if value.isdigit() else 1


@rule(
    "header-has-cells",
    act="d0f69e",
    wcag="1.3.1",
    title=("Ô tiêu đề có ô dữ liệu", "A header cell is the header of some cell"),
    why=(
        "Ô tiêu đề không ứng với ô nào thường là bảng bị lệch cột.",
        "A header of no cell mostly tells of a table whose columns are out of step.",
    ),
    wrong=("Ô tiêu đề không là tiêu đề của ô nào", "The header cell is the header of no cell"),
    help=(
        "Sửa số ô của các hàng, hoặc viết scope hay headers.",
        "Put the number of cells right, or write a scope or headers.",
    ),
    passes=("<table><tr><th>Năm<tr><td>2023</table>",),
    fails=("<table><tr><th>Năm<th>Số<tr><td>2023</table>",),
)
def header_has_cells(page: Page) -> Iterator[Outcome]:
    grids: dict[int, _Grid] = {}
    for element in page.elements:
        if not element.is_html or page.access.role(element) not in ("rowheader", "columnheader"):
            continue
        if not page.access.is_visible(element) or not page.access.in_tree(element):
            continue
        table = _table_of(page, element)
        if table is None or not page.access.in_tree(table):
            continue
        if table.order not in grids:
            grids[table.order] = _Grid(page, table)
        grid = grids[table.order]
        if element.order not in grid.places:
            continue
        yield passed(element) if grid.has_cells(element) else failed(element)


@rule(
    "data-table-has-headers",
    wcag="1.3.1",
    source="https://www.w3.org/WAI/WCAG22/Techniques/html/H51",
    title=("Bảng số liệu có ô tiêu đề", "A table of data has header cells"),
    why=(
        "Phóng to thì mất hàng đầu khỏi màn hình; nghe thì không có nó: chỉ th giữ được nghĩa của ô.",
        "Enlarged, the first row leaves the screen; heard, it is long past: only th keeps a cell's meaning.",
    ),
    wrong=("Bảng số liệu không có ô tiêu đề (th)", "The table of data has no header cells (th)"),
    help=(
        "Đổi ô của hàng đầu thành th, với scope.",
        "Make the cells of the first row th, with a scope.",
    ),
    passes=("<table><tr><th>Năm<th>Số<tr><td>2021<td>30<tr><td>2022<td>76</table>",),
    fails=("<table><tr><td>Năm<td>Số<tr><td>2021<td>30<tr><td>2022<td>76</table>",),
)
def data_table_has_headers(page: Page) -> Iterator[Outcome]:
    for table in page.find("table"):
        if page.access.role(table) not in _TABLES or not page.access.in_tree(table):
            continue
        grid = _Grid(page, table)
        rows = [row for row in grid.rows if any(row)]
        if any(page.access.role(one) in ("rowheader", "columnheader") for one in grid.cells()):
            yield passed(table)
        elif _is_data(rows):
            yield failed(table)


def _is_data(rows: list[list[Element | None]]) -> bool:
    """Whether a table is of data: rows of as many short cells, the first unlike the others."""
    if len(rows) < 2 or min(len(row) for row in rows) < 2:
        return False
    if any(
        one is not None
        and any(e.tag in ("table", "p", "img", "div", "ul", "form") for e in one.descendants())
        for row in rows
        for one in row
    ):
        return False
    texts = [[one.text_content.strip() if one is not None else "" for one in row] for row in rows]
    if any(len(text) > 80 for row in texts for text in row):
        return False
    head = [text for text in texts[0] if text]
    if len(head) < 2 or any(_is_figure(text) for text in head[1:]):
        return False
    body = [text for row in texts[1:] for text in row if text]
    figures = sum(_is_figure(text) for text in body)
    return len(body) >= 2 and figures * 3 >= len(body)


def _is_figure(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    return digits > 0 and digits * 2 >= len(text.replace(" ", ""))
