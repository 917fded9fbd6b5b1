"""Each of the 25 faults by itself, and next to each what only looks like it."""

from __future__ import annotations

from readable.article import Figure, Image, Table

from . import SOME, Page, b, figure, h, i, p, row, run, td, typed, ul

PLAIN = "Hội nghị biểu dương các điển hình tiên tiến của tỉnh. "
LONG = (PLAIN * 5).strip()

ALONE: dict[str, Page] = {
    # 1. Scripts, event handlers, advertisements.
    "nothing that runs is read": Page(
        """<div onclick="go()"><script>document.write('x')</script><p onmouseover="y()">Một</p>
        <ins class="adsbygoogle" data-ad-client="z"></ins><script async src=a.js></script>
        <p>hai</p><style>p { color: red }</style></div>""",
        (p("Một"), p("hai")),
    ),
    # 2. The language of the page.
    "a page that names no language is Vietnamese": Page("<html><p>Tỉnh ủy", (p("Tỉnh ủy"),)),
    "the language of a page may be named after the country": Page(
        "<html lang=vn><p>Tỉnh ủy Bắc Kạn", (p("Tỉnh ủy Bắc Kạn"),), {"wrong-language": 1}
    ),
    "the template of a page may be English, its text is not": Page(
        "<html lang=en><p>Tỉnh ủy Bắc Kạn", (p("Tỉnh ủy Bắc Kạn"),), {"wrong-language": 1}
    ),
    "an English page stays English": Page(
        "<html lang=en><p>The committee met on Monday", (p("The committee met on Monday"),),
        lang="en",
    ),
    # 3. Empty blocks as spacing.
    "empty blocks are no paragraphs": Page(
        """<p>Một</p><p></p><p>&nbsp;</p><div><br></div><h3>&nbsp;</h3>
        <p><span><o:p>&nbsp;</o:p></span></p><p>hai</p>""",
        (p("Một"), p("hai")),
        {"empty-block": 5},
    ),
    "an empty paragraph with a picture is a picture": Page(
        "<p><img src=a.png></p>", (figure("a.png"),)
    ),
    # 4. No-break spaces.
    "words glued by an editor come apart": Page(
        "<p>Nguyễn Đăng Bình&nbsp;dự và chỉ đạo, các cấp&nbsp;ủy, chính quyền",
        (p("Nguyễn Đăng Bình dự và chỉ đạo, các cấp ủy, chính quyền"),),
        {"no-break-space": SOME},
    ),
    "no-break spaces neither indent nor widen": Page(
        "<p>&nbsp;&nbsp;&nbsp; Tỉnh&nbsp; &nbsp;ủy &nbsp;<b>&nbsp;Bắc Kạn</b>&nbsp;</p>",
        (p("Tỉnh ủy ", b("Bắc Kạn")),),
        {"no-break-space": SOME},
    ),
    "a number keeps its unit": Page(
        "<p>tổng vốn 2.356,7&nbsp;tỷ đồng; 38&nbsp;°C; 15&nbsp;km; 4,5&nbsp;%",
        (p("tổng vốn 2.356,7\xa0tỷ đồng; 38\xa0°C; 15\xa0km; 4,5\xa0%"),),
    ),
    # 5, 12, 15, 19. How a text looked; 10. fixed widths.
    "fonts, sizes and colours are dropped and counted": Page(
        """<p style="margin:0; line-height:18px"><font face=Arial size=2 color=#000000>Tỉnh</font>
        ủy</p>""",
        (p("Tỉnh ủy"),),
        {"presentation": 5},
    ),
    "a short line of a signature keeps its place": Page(
        f"""<p>{LONG}</p><p align=justify>{LONG}</p><p style="text-align: justify">{LONG}</p>
        <p align=right>Chủ tịch</p><p style="text-align:center">Nguyễn Văn Bình</p>""",
        (
            p(LONG), p(LONG), p(LONG),
            p("Chủ tịch", alignment="end"), p("Nguyễn Văn Bình", alignment="center"),
        ),
    ),
    "a long text is not set in the middle": Page(
        f"<p>{LONG}</p><p align=center>{LONG}</p><p>{LONG}</p>", (p(LONG), p(LONG), p(LONG))
    ),
    "alignment of a whole page means nothing": Page(
        "<div align=center><p>Một</p><p>hai</p><p>ba</p><p>bốn</p></div>",
        (p("Một"), p("hai"), p("ba"), p("bốn")),
    ),
    # 6. No heading in a long text.
    "no heading is made up": Page(f"<p>{LONG}</p>" * 8, (p(LONG),) * 8),
    # 7. Wholly bold short paragraphs.
    "a line that only looks like a heading is told": Page(
        f"<p>{LONG}<p><b>Kết quả đạt được</b><p>{LONG}",
        (p(LONG), p(b("Kết quả đạt được")), p(LONG)),
        findings=frozenset({"fake-heading"}),
    ),
    "who wrote it is no heading": Page(
        f"<p>{LONG}<p>{LONG}<p><strong>Thu Trang</strong>",
        (p(LONG), p(LONG), p(b("Thu Trang"), role="author")),
    ),
    "where and when it was signed, and by whom, is no heading": Page(
        f"""<h1>Tin</h1><p><font size=5><b>Hà Nội, ngày 12 tháng 11 năm 2026</b></font><p>{LONG}
        <p>{LONG}<p><b>Nguyễn Hoàng Anh Thư – Đỗ Khắc Duy</b><p>{LONG}""",
        (
            h(1, "Tin", role="title"), p(b("Hà Nội, ngày 12 tháng 11 năm 2026"), role="date"),
            p(LONG), p(LONG), p(b("Nguyễn Hoàng Anh Thư – Đỗ Khắc Duy")), p(LONG),
        ),
    ),
    "what is said under a picture is no heading": Page(
        f"<p>{LONG}<p><img src=a.png><p><b>Quang cảnh hội nghị</b><p>{LONG}",
        (p(LONG), figure("a.png"), p(b("Quang cảnh hội nghị")), p(LONG)),
    ),
    "a large bold line is a heading": Page(
        f"<h1>Tin</h1><p>{LONG}<p><font size=5><b>Kết quả đạt được</b></font><p>{LONG}",
        (h(1, "Tin", role="title"), p(LONG), h(2, "Kết quả đạt được"), p(LONG)),
        {"hand-made-heading": 1},
    ),
    "what Word calls a heading is one": Page(
        f"""<p class=MsoTitle>Báo cáo</p><p>{LONG}</p>
        <p class=MsoNormal style='margin:0in;mso-outline-level:2'>Kết quả</p><p>{LONG}</p>
        <p class="MsoHeading3">Hạn chế</p><p>{LONG}</p>""",
        (
            h(1, "Báo cáo", role="title"), p(LONG), h(2, "Kết quả"), p(LONG),
            h(3, "Hạn chế"), p(LONG),
        ),
        {"hand-made-heading": 3},
    ),
    # 8. Lists made by hand.
    "paragraphs with dashes are a list": Page(
        "<p>Gồm:</p><p>- Một;</p><p>- hai;</p><p>- ba.</p><p>Hết.</p>",
        (p("Gồm:"), typed("- Một;", "- hai;", "- ba."), p("Hết.")),
        {"hand-made-list": SOME},
    ),
    "plus signs, stars and dots make lists": Page(
        """<p>A:<p>+ Một<p>+ hai<p>B:<div>• Một</div><div>• hai</div><p>C:
        <p>* Một<p>* hai""",
        (
            p("A:"), typed("+ Một", "+ hai"), p("B:"), typed("• Một", "• hai"),
            p("C:"), typed("* Một", "* hai"),
        ),
        {"hand-made-list": SOME},
        findings=None,
    ),
    "a marker may be part of the words behind it": Page(
        "<p><b>- Một:</b> hai</p><p>- <i>ba</i></p>",
        (typed(p(b("- Một:"), " hai"), p("- ", i("ba"))),),
        {"hand-made-list": SOME},
    ),
    "a minus sign is no marker": Page(
        "<p>-5 độ ở Mẫu Sơn</p><p>-3 độ ở Sa Pa</p>",
        (p("-5 độ ở Mẫu Sơn"), p("-3 độ ở Sa Pa")),
    ),
    "one dash is no list": Page(
        "<p>Một</p><p>- hai</p><p>ba</p>", (p("Một"), p("- hai"), p("ba")), findings=None
    ),
    "three numbers in sequence are a list": Page(
        "<p>Gồm:</p><p>1. Một</p><p>2. hai</p><p>3. ba</p>",
        (p("Gồm:"), typed("1. Một", "2. hai", "3. ba", ordered=True)),
        {"hand-made-list": SOME},
    ),
    "a list may begin anywhere": Page(
        "<p>4. Một</p><p>5. hai</p><p>6. ba</p>",
        (typed("4. Một", "5. hai", "6. ba", ordered=True, start=4),),
        {"hand-made-list": SOME},
    ),
    "letters in sequence are a list": Page(
        "<p>a) Một;</p><p>b) hai;</p><p>c) ba.</p>",
        (typed("a) Một;", "b) hai;", "c) ba.", ordered=True, kind="a"),),
        {"hand-made-list": SOME},
    ),
    # The fifth letter is đ and not e: a citation would lead elsewhere.
    "the points of a law keep their Vietnamese letters": Page(
        "".join(f"<p>{letter}) Điểm {letter};</p>" for letter in "abcdđeg"),
        (typed(*(f"{letter}) Điểm {letter};" for letter in "abcdđeg"), ordered=True, kind="a"),),
        {"hand-made-list": SOME},
    ),
    "another marker begins a list within the entry": Page(
        "<p>- Một:</p><p>+ hai;</p><p>+ ba.</p><p>- bốn.</p>",
        (typed((p("- Một:"), typed("+ hai;", "+ ba.")), "- bốn."),),
        {"hand-made-list": SOME},
    ),
    "what people say to each other is no list": Page(
        "<p>- Bác đi đâu đấy?</p><p>- Tôi ra đồng.</p>",
        (p("- Bác đi đâu đấy?"), p("- Tôi ra đồng.")),
        findings=None,
    ),
    "two numbers are not sure to be a list": Page(
        "<p>1. Một</p><p>2. hai</p><p>Hết</p>",
        (p("1. Một"), p("2. hai"), p("Hết")),
        findings=frozenset({"hand-made-list"}),
    ),
    "numbers with a gap stay as they are": Page(
        "<p>1. Một</p><p>2. hai</p><p>4. bốn</p>",
        (p("1. Một"), p("2. hai"), p("4. bốn")),
        findings=frozenset({"hand-made-list"}),
    ),
    "numbered headings are no list": Page(
        f"""<p><b>1. Mục đích</b></p><p>{LONG}</p><p><b>2. Yêu cầu</b></p><p>{LONG}</p>
        <p><b>3. Nội dung</b></p><p>{LONG}</p>""",
        (
            p(b("1. Mục đích")), p(LONG), p(b("2. Yêu cầu")), p(LONG), p(b("3. Nội dung")), p(LONG),
        ),
        findings=None,
    ),
    "bold numbers one after the other are no list": Page(
        "<p><b>1. Mục đích</b></p><p><b>2. Yêu cầu</b></p><p><b>3. Nội dung</b></p>",
        (p(b("1. Mục đích")), p(b("2. Yêu cầu")), p(b("3. Nội dung"))),
        findings=None,
    ),
    "who signs beside whom is set apart with no-break spaces": Page(
        f"<p><b>THƯ KÝ</b>{'&nbsp;' * 9} <b>CHỦ TRÌ</b></p>"
        f"<p>Ông: Triệu Tiên{'&nbsp; ' * 5}Chức vụ: Trưởng thôn</p>"
        f"<p>(Đã ký){'&nbsp;' * 7}(Đã ký)</p><p>Điều 1.{'&nbsp;' * 9}Một</p>"
        f"<p>a){'&nbsp;' * 9}Hai</p><p>{'&nbsp;' * 9}Ba, bốn{'&nbsp;' * 7}năm</p>",
        (
            p(b("THƯ KÝ"), "\n", b("CHỦ TRÌ")),
            p("Ông: Triệu Tiên\nChức vụ: Trưởng thôn"),
            p("(Đã ký)\n(Đã ký)"),
            p("Điều 1. Một"),
            p("a) Hai"),
            p("Ba, bốn năm"),
        ),
        {"no-break-space": SOME},
        findings=None,
    ),
    "a list whose entries begin with typed markers has these alone": Page(
        "<ul><li>- Một<li>- hai</ul><ol><li>a) Ba<li>b) bốn</ol><ol><li>5. Năm<li>6. sáu</ol>"
        "<ul><li>✔ Bảy</ul><ul><li>- 5 độ<li>tám</ul>",
        (
            typed("- Một", "- hai"),
            typed("a) Ba", "b) bốn", ordered=True),
            ul("5. Năm", "6. sáu", ordered=True),
            typed("✔ Bảy"),
            ul("- 5 độ", "tám"),
        ),
        {"hand-made-list": 3},
    ),
    "the articles of a law are no list": Page(
        "<p>Điều 1. Một</p><p>Điều 2. Hai</p><p>Điều 3. Ba</p>",
        (p("Điều 1. Một"), p("Điều 2. Hai"), p("Điều 3. Ba")),
    ),
    # 9. Tables used for layout; 21. tables of data without headers.
    "a frame around a picture is a figure with its caption": Page(
        """<table width=300 border=0 cellpadding=3><tbody><tr><td><img src=a.png alt=""></td></tr>
        <tr><td><em>Quang cảnh hội nghị</em></td></tr></tbody></table>""",
        (figure("a.png", i("Quang cảnh hội nghị"), alt=""),),
        {"layout-table": 1},
    ),
    "a table of one column is its blocks": Page(
        f"<table width=100%><tr><td><p>{LONG}</p><p>Một</p></td></tr><tr><td>hai</td></tr></table>",
        (p(LONG), p("Một"), p("hai")),
        {"layout-table": 1},
    ),
    "tables in tables come out in order": Page(
        f"""<table width=100% border=0><tr><td><p>Một</p><table width=200 border=0><tr><td>
        <img src=a.png></td></tr><tr><td>Ảnh</td></tr></table><p>{LONG}</p></td></tr></table>""",
        (p("Một"), figure("a.png", "Ảnh"), p(LONG)),
        {"layout-table": 2},
    ),
    "who gets it and who signs it are read one after the other": Page(
        """<table border=0 width=100%><tr><td width=50% valign=top><p><b>Nơi nhận:</b></p>
        <p>Như Điều 3;</p><p>Lưu: VT.</p></td><td width=50% valign=top>
        <p><b>TM. ỦY BAN NHÂN DÂN</b></p><p><b>CHỦ TỊCH</b></p><p>Nguyễn Văn Bình</p></td></tr>
        </table>""",
        (
            p(b("Nơi nhận:")), p("Như Điều 3;"), p("Lưu: VT."),
            p(b("TM. ỦY BAN NHÂN DÂN")), p(b("CHỦ TỊCH")), p("Nguyễn Văn Bình"),
        ),
        {"layout-table": 1},
        findings=None,
    ),
    "a table of data stays one, and its bold first row are headings": Page(
        """<table border=1 width=500><tr><td width=200><b>Xã</b></td><td><b>Số hộ</b></td></tr>
        <tr><td>Yến Dương</td><td>512</td></tr>
        <tr><td colspan=2>Hộ nghèo: 3</td></tr></table>""",
        (
            Table(
                (
                    (td("Xã", header=True), td("Số hộ", header=True)),
                    row("Yến Dương", "512"),
                    (td("Hộ nghèo: 3", column_span=2),),
                ),
                header_rows=1,
            ),
        ),
        {"hand-made-heading": 1},
    ),
    "what Word has above the headings of a table is its caption": Page(
        """<table border=1><tr><td colspan=3><p><b>DANH SÁCH HỘ NGHÈO</b></p>
        <p>(Kèm theo)</p></td></tr>
        <tr><td rowspan=2><b>Xã</b></td><td colspan=2><b>Số hộ</b></td></tr>
        <tr><td><b>2025</b></td><td><b>2026</b></td></tr>
        <tr><td>Yến Dương</td><td>12</td><td>9</td></tr>
        <tr><td><b>Cộng</b></td><td><b>12</b></td><td><b>9</b></td></tr>
        <tr><td colspan=3>Số liệu đến tháng 6</td></tr></table>""",
        (
            Table(
                (
                    (td("Xã", header=True, row_span=2), td("Số hộ", header=True, column_span=2)),
                    (td("2025", header=True), td("2026", header=True)),
                    row("Yến Dương", "12", "9"),
                    (td(p(b("Cộng"))), td(p(b("12"))), td(p(b("9")))),
                    (td("Số liệu đến tháng 6", column_span=3),),
                ),
                (p("DANH SÁCH HỘ NGHÈO"), p("(Kèm theo)")),
                header_rows=2,
            ),
        ),
        {"hand-made-heading": 1},
    ),
    "a title over the headings of a table is no heading of a column": Page(
        """<table><thead><tr><th colspan=2>Biểu 1</th></tr><tr><th>Xã</th><th>Số hộ</th></tr>
        </thead><tr><td>Yến Dương</td><td>12</td></tr></table>""",
        (
            Table(
                (
                    (td("Xã", header=True), td("Số hộ", header=True)),
                    row("Yến Dương", "12"),
                ),
                (p("Biểu 1"),),
                header_rows=1,
            ),
        ),
        {"hand-made-heading": 1},
    ),
    "what is bold in a table is not always a heading": Page(
        # A total above the rest, a table that is bold throughout, a group of rows, a row that is
        # bold in part, and the head of a document in cells.
        """<table border=1><tr><td><b>Cả tỉnh</b></td><td><b>512</b></td></tr>
        <tr><td>Yến Dương</td><td>512</td></tr><tr><td>Ba Bể</td><td>0</td></tr></table>
        <table border=1><tr><td><b>Xã</b></td><td><b>Ghi chú</b></td></tr>
        <tr><td><b>Yến Dương</b></td><td><b>Mới</b></td></tr></table>
        <table border=1><tr><td colspan=2><b>I. Khối Đảng</b></td></tr>
        <tr><td>Yến Dương</td><td>512</td></tr></table>
        <table border=1><tr><td><b>Xã</b></td><td>Yến Dương</td></tr>
        <tr><td><b>Số hộ</b></td><td>512</td></tr></table>
        <table><tr><td><b>ỦY BAN NHÂN DÂN</b></td><td><b>CỘNG HÒA</b></td></tr>
        <tr><td>Số: 12</td><td>Ba Bể, ngày 1</td></tr></table>""",
        (
            Table(((td(p(b("Cả tỉnh"))), td(p(b("512")))), row("Yến Dương", "512"),
                   row("Ba Bể", "0"))),
            Table(((td(p(b("Xã"))), td(p(b("Ghi chú")))),
                   (td(p(b("Yến Dương"))), td(p(b("Mới")))))),
            Table(((td(p(b("I. Khối Đảng")), column_span=2),), row("Yến Dương", "512"))),
            Table(((td(p(b("Xã"))), td("Yến Dương")), (td(p(b("Số hộ"))), td("512")))),
            Table(((td(p(b("ỦY BAN NHÂN DÂN"))), td(p(b("CỘNG HÒA")))),
                   row("Số: 12", "Ba Bể, ngày 1"))),
        ),
    ),
    "spans and headers of a table are kept": Page(
        """<table><thead><tr><th rowspan=2>Xã<th colspan=2>Số hộ<tr><th>2022<th>2023</thead>
        <tr><td>Yến Dương<td>512<td>520</table>""",
        (
            Table(
                (
                    (td("Xã", header=True, row_span=2), td("Số hộ", header=True, column_span=2)),
                    (td("2022", header=True), td("2023", header=True)),
                    row("Yến Dương", "512", "520"),
                ),
                header_rows=2,
            ),
        ),
    ),
    # 13. Punctuation; 16. capitals.
    "punctuation is left to its editor": Page(
        "<p>Ngày 2/6,Tỉnh ủy Bắc Kạn .Hội nghị ;", (p("Ngày 2/6,Tỉnh ủy Bắc Kạn .Hội nghị ;"),)
    ),
    "capitals stay capitals": Page(
        "<p>QUYẾT ĐỊNH VỀ VIỆC KHEN THƯỞNG", (p("QUYẾT ĐỊNH VỀ VIỆC KHEN THƯỞNG"),)
    ),
    # 14. What Word leaves around the text.
    "Word's islands are not read": Page(
        """<p class=MsoNormal>Một<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->
        <?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" /><o:p></o:p></p>
        <!--[if !mso]><p>x</p><![endif]--><p><st1:place w:st="on">Hà <st1:city>Nội</st1:city>
        </st1:place> hai</p>""",
        (p("Một"), p("Hà Nội hai")),
    ),
    "a style cut off by its own quotes hurts nothing": Page(
        """<p style="font-family:"Times New Roman",serif">Điều <span style="font-size:14.0pt;
        font-family:"Times New Roman","serif";color:black">1.</span></p>""",
        (p("Điều 1."),),
    ),
    # 17. Pictures.
    "a picture that loads late is found": Page(
        """<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="anh/a.jpg" alt="">
        <img class=lazy src=loading.gif data-original=anh/b.jpg>""",
        (Figure((Image("anh/a.jpg", ""),)), Figure((Image("anh/b.jpg"),))),
        {"picture-address": 2},
    ),
    "of the sizes of a picture the largest is taken": Page(
        '<img srcset="a-300.jpg 300w, a-900.jpg 900w, a-600.jpg 600w">',
        (figure("a-900.jpg"),),
        {"picture-address": 1},
    ),
    "a picture for browsers without scripts is the picture": Page(
        """<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" class=lazy>
        <noscript><img src="a.jpg" alt="Hội nghị" width=300 height=200></noscript></p>""",
        (figure("a.jpg", alt="Hội nghị", width=300, height=200),),
        {"picture-address": 1},
    ),
    "a slanted line in the middle under a picture is its caption": Page(
        f"""<p>{LONG}</p><p align=center><img src=a.png></p>
        <p align=center><em>Quang cảnh hội nghị</em></p><p>{LONG}</p>""",
        (p(LONG), figure("a.png", i("Quang cảnh hội nghị")), p(LONG)),
        {"picture-caption": 1},
    ),
    "what is called a caption is one": Page(
        """<div class=wp-caption><img src=a.png><p class=wp-caption-text>Hồ Ba Bể</p></div>
        <p>Một</p>""",
        (figure("a.png", "Hồ Ba Bể"), p("Một")),
        {"picture-caption": 1},
    ),
    "no alternative text is made up": Page(
        "<img src=/Uploads/IMG_0012.jpg><img src=b.jpg alt=''>",
        (figure("/Uploads/IMG_0012.jpg"), figure("b.jpg", alt="")),
    ),
    "a film is a link with its title": Page(
        """<p>Một</p><iframe width=560 height=315 title="Hội nghị biểu dương"
        src="https://www.youtube.com/embed/abc"></iframe><p>hai</p>""",
        (
            p("Một"),
            p(run("Hội nghị biểu dương", href="https://www.youtube.com/embed/abc")),
            p("hai"),
        ),
        {"embed": 1},
    ),
    "a film without a title is named after its place": Page(
        "<video controls src=https://phim.backan.example/hop.mp4></video>",
        (p(run("Video: phim.backan.example", href="https://phim.backan.example/hop.mp4")),),
        {"embed": 1},
    ),
    "another page within the page is a link": Page(
        "<p>Một</p><iframe src=https://bando.example/tinh></iframe>",
        (p("Một"), p(run("Nội dung nhúng: bando.example", href="https://bando.example/tinh"))),
        {"embed": 1},
    ),
    "nothing that runs is linked to": Page(
        "<p>Một</p><iframe src=javascript:x()></iframe><iframe></iframe>", (p("Một"),)
    ),
    # 18. Letters as references; 22. forms of letters.
    "letters are letters however they are written": Page(
        "<p>T&#7881;nh &#7911;y B&#x1EAF;c K&#7841;n, h&ecirc;&#803; th&ocirc;&#769;ng, o&agrave;",
        (p("Tỉnh ủy Bắc Kạn, hệ thống, oà"),),
        {"normal-form": SOME},
    ),
    "marks apart from their letters join them": Page(
        "<p>Ti\u0309nh u\u0309y Ba\u0306\u0301c Ka\u0323n, Tie\u0301\u0302ng Vie\u0323\u0302t",
        (p("Tỉnh ủy Bắc Kạn, Tiếng Việt"),),
        {"normal-form": SOME},
    ),
    "spellings that Vietnamese allows stay": Page(
        "<p>hòa và hoà, ủy và uỷ, quý và quí, Bắc Kạn và Bắc Cạn, Đắk Lắk, K\u2019Bang, Ê-đê",
        (p("hòa và hoà, ủy và uỷ, quý và quí, Bắc Kạn và Bắc Cạn, Đắk Lắk, K\u2019Bang, Ê-đê"),),
    ),
    "a mark too many stays for its editor": Page(
        "<p>mu\u0323\u0323c", (p("mụ\u0323c"),), {"normal-form": SOME}
    ),
    # 20, 23. Elements within words and around each other.
    "an element never cuts a word": Page(
        "<p><font>h</font><font>ợ</font><span>p</span> tác x<span></span>ã",
        (p("hợp tác xã"),),
        {"divided-syllable": 3},
    ),
    "a bold word written in pieces is one": Page(
        "<p><b>Q</b><strong>uy</strong><b><span>ết</span></b> định",
        (p(b("Quyết"), " định"),),
        {"divided-syllable": 2},
    ),
    "an element around its twin says nothing": Page(
        f"<p>{'<span><font>' * 15}Tỉnh ủy{'</font></span>' * 15}</p>",
        (p("Tỉnh ủy"),),
        {"idle-element": SOME},
    ),
    # 24. Look-alikes.
    "an Icelandic letter in a Vietnamese word was meant to be đ": Page(
        "<p>Ðại hội Ðảng bộ, ðồng chí Nguyễn Ðăng Bình, \u0189oàn",
        (p("Đại hội Đảng bộ, đồng chí Nguyễn Đăng Bình, Đoàn"),),
        {"look-alike": 5},
    ),
    "an Icelandic name stays Icelandic": Page(
        "<p>Thủ tướng Sigurður Guðmundsson", (p("Thủ tướng Sigurður Guðmundsson"),)
    ),
    # 25. What is left of older encodings.
    "words in TCVN3 among Unicode are read": Page(
        "<p>Phª duyÖt quy ho¹ch kết cấu hạ tầng", (p("Phê duyệt quy hoạch kết cấu hạ tầng"),),
        {"legacy-encoding": SOME},
    ),
    "the ư of TCVN3 is no soft hyphen": Page(
        "<p><font face='.VnTime'>thi ®ua yªu n\xad\xedc, ®\xad\xeec khen</font> năm 2023",
        (p("thi đua yêu nước, được khen năm 2023"),),
        {"legacy-encoding": SOME},
    ),
    "the font of capitals draws capitals": Page(
        "<p><span style=\"font-family:'.VnTimeH'\">céng hßa x· héi chñ nghÜa viÖt nam</span>",
        (p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),),
        {"legacy-encoding": SOME},
    ),
    "VNI is known by its font": Page(
        "<p style='font-family:VNI-Times'>Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñoäc laäp",
        (p("Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập"),),
        {"legacy-encoding": SOME},
    ),
    "what only looks like an older encoding stays": Page(
        "<p>Điều 5 § 2, ® và ©, 5 µm, château, façade, “Über”, ¶, São Paulo, năm¹",
        (p("Điều 5 § 2, ® và ©, 5 µm, château, façade, “Über”, ¶, São Paulo, năm¹"),),
    ),
    "foreign names stay": Page(
        """<p>Đoàn Côte d’Ivoire, São Tomé và Príncipe, Curaçao, España, Düsseldorf, Malmö,
        Ærøskøbing, Reykjavík, Þingvellir, Kraków, İstanbul, Škoda và Œuvre đến Hà Nội""",
        (
            p(
                "Đoàn Côte d’Ivoire, São Tomé và Príncipe, Curaçao, España, Düsseldorf, Malmö, "
                "Ærøskøbing, Reykjavík, Þingvellir, Kraków, İstanbul, Škoda và Œuvre đến Hà Nội"
            ),
        ),
    ),
    "letters of other languages of Vietnam and of Pali stay": Page(
        "<p>chữ Ê Đê: ê\u0306, ƀ, č; kinh Saṃyutta Nikāya, ñāṇa, ṭīkā; Hmôngz Viêx",
        (p("chữ Ê Đê: ê\u0306, ƀ, č; kinh Saṃyutta Nikāya, ñāṇa, ṭīkā; Hmôngz Viêx"),),
    ),
    "an English text with signs of older encodings stays": Page(
        "<p lang=en>The café’s 5 µm filter costs £3½ ± 10 ¢; see § 7, ¶ 2, “naïve” Zoë ®.",
        (p("The café’s 5 µm filter costs £3½ ± 10 ¢; see § 7, ¶ 2, “naïve” Zoë ®.", lang="en"),),
    ),
    "a date at the beginning is no number of a list": Page(
        "<p>30.4.1975: Một</p><p>1.5.1975: hai</p><p>2.5.1975: ba</p>",
        (p("30.4.1975: Một"), p("1.5.1975: hai"), p("2.5.1975: ba")),
    ),
    "text decoded wrongly is decoded rightly": Page(
        "<p>Tá»‰nh á»§y Báº¯c Káº¡n<p>thi Ä‘ua yÃªu nÆ°á»›c<p>Ủy ban",
        (p("Tỉnh ủy Bắc Kạn"), p("thi đua yêu nước"), p("Ủy ban")),
        {"mojibake": SOME},
    ),
    "what nobody sees does not cut words": Page(
        "<p>B\u200bắc K\ufeffạn, yêu n\xadước &shy;và &#8203;phát triển",
        (p("Bắc Kạn, yêu nước và phát triển"),),
        {"invisible-character": SOME},
    ),
    "bullets of symbol fonts make a list": Page(
        "<p>Gồm:<p>\uf0b7 Một<p>\uf0b7 hai<p>Và:<p>\uf02d ba<p>\uf02d bốn",
        (p("Gồm:"), typed("• Một", "• hai"), p("Và:"), typed("- ba", "- bốn")),
        {"invisible-character": SOME, "hand-made-list": SOME},
        findings=None,
    ),
    "a bullet alone is shown as one": Page(
        "<p>Một<p>\uf0b7 hai", (p("Một"), p("• hai")), {"invisible-character": SOME}, findings=None
    ),
    # Lines within paragraphs.
    "an empty line ends a paragraph": Page(
        "<p>Một<br><br>hai<br>ba<br><br><br>bốn<br></p>",
        (p("Một"), p("hai\nba"), p("bốn")),
        {"line-break-paragraph": 2},
    ),
    "a line with only a no-break space is empty": Page(
        "<p>Một<br>&nbsp;<br>hai</p><p><b>ba</b><br><span>&nbsp; </span><br>bốn</p>",
        (p("Một"), p("hai"), p(b("ba")), p("bốn")),
        {"line-break-paragraph": 2},
        findings=None,
    ),
    "lines across elements are one paragraph": Page(
        "<p><b>Một<br></b>hai<br><i><br>ba</i><br><br></p><p><b>bốn<br><br>năm</b>",
        (p(b("Một\n"), "hai"), p(i("ba")), p(b("bốn")), p(b("năm"))),
        {"line-break-paragraph": 2},
        findings=None,
    ),
    "a line within a paragraph stays a line": Page(
        "<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc",
        (p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),),
    ),
    # Languages of parts.
    "Word's languages are not believed": Page(
        "<p>Tỉnh <span lang=EN-US>ủy</span> <span lang=JA>Bắc Kạn</span><p lang=vn>Ủy ban",
        (p("Tỉnh ủy Bắc Kạn"), p("Ủy ban")),
        {"wrong-language": SOME},
    ),
    "words of another language keep it": Page(
        "<p>Tỉnh ủy nói <i lang=fr>bonjour</i>",
        (p("Tỉnh ủy nói ", run("bonjour", marks=frozenset({"em"}), lang="fr")),),
    ),
    # How pages are nested and cut.
    "a paragraph in a paragraph is the next one": Page(
        "<p>Một<p>hai<table border=1><tr><td>A<td>1<tr><td>B<td>2</table>ba",
        (p("Một"), p("hai"), Table((row("A", "1"), row("B", "2"))), p("ba")),
    ),
    "a whole page within a page is read as its text": Page(
        """<html><head><title>A</title></head><body><p>Một</p><html><head><title>B</title>
        <style>p {}</style></head><body><p>hai</p></body></html><p>ba</p></body></html>""",
        (p("Một"), p("hai"), p("ba")),
    ),
    "names given twice lead to the first place": Page(
        "<p><a href=#m>Xem</a><p id=m>Một<p id=m>hai<p><a name=n>ba</a>",
        (p(run("Xem", href="#m")), p(run("Một", anchor="m")), p("hai"), p("ba")),
    ),
    "nothing need be closed": Page(
        "<div><p>Một <b>hai<p>ba</b><ul><li>bốn<li>năm<table border=1><tr><td>A<td>B<tr><td>C<td>D",
        (
            p("Một ", b("hai")), p(b("ba")),
            ul("bốn", (p("năm"), Table((row("A", "B"), row("C", "D"))))),
        ),
    ),
    "Liferay's parts are transparent": Page(
        """<root available-locales="vi_VN" default-locale="vi_VN"><dynamic-element name="Anh"
        type="image"><dynamic-content><img src="a.jpg" alt=""></dynamic-content></dynamic-element>
        <dynamic-element name="Noidung" type="text_area"><dynamic-content language-id="vi_VN">
        <p>Một</p><p>hai</p></dynamic-content></dynamic-element><name>ba</name></root>""",
        (figure("a.jpg", alt=""), p("Một"), p("hai"), p("ba")),
    ),
}  # fmt: skip
