"""What word processors, mail programs, spreadsheets and old portals leave in a page."""

from __future__ import annotations

from readable.article import Quote, Table

from . import SOME, Page, b, figure, h, i, p, row, run, td, typed

PASTED: dict[str, Page] = {
    "a report pasted from Word": Page(
        """
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml>
<![endif]--><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom>
</w:WordDocument></xml><![endif]--><!--[if gte mso 10]><style> /* Style Definitions */
 table.MsoNormalTable {mso-style-name:"Table Normal"; font-family:"Times New Roman","serif";}
</style><![endif]-->
<p class="MsoTitle" style="margin-bottom:6.0pt"><span lang="EN-US" style="font-size:14.0pt;
font-family:"Times New Roman","serif"">BÁO CÁO<o:p></o:p></span></p>
<p class="MsoNormal" style="margin-bottom:6.0pt;text-align:justify;text-indent:.5in;line-height:
150%;mso-pagination:none"><span style="font-size:14.0pt;mso-fareast-language:EN-US">Tỉnh
B</span><span lang="VI" style="font-size:14.0pt">ắ</span><span style="font-size:14.0pt">c Kạn cách
Hà Nội <st1:metricconverter ProductID="160 km" w:st="on">160&nbsp;km</st1:metricconverter>,
gồm:<o:p></o:p></span></p>
<p class="MsoListParagraphCxSpFirst" style="text-indent:-.25in;mso-list:l0 level1 lfo1">
<![if !supportLists]><span style="font-family:Symbol;mso-fareast-font-family:Symbol"><span
style="mso-list:Ignore">·<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Ba Bể;<o:p></o:p></p>
<p class="MsoListParagraphCxSpLast" style="text-indent:-.25in;mso-list:l0 level1 lfo1">
<![if !supportLists]><span style="font-family:Symbol"><span style="mso-list:Ignore">·<span
style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>
Na Rì.<o:p></o:p></p>
<p class="MsoNormal"><span style="font-size:14.0pt"><o:p>&nbsp;</o:p></span></p>
<p class="MsoNormal"><!--[if gte vml 1]><v:shapetype id="_x0000_t75" coordsize="21600,21600">
</v:shapetype><v:shape id="Picture_x0020_1" style="width:300pt"><v:imagedata src="image001.png"/>
</v:shape><![endif]--><![if !vml]><img border="0" width="300" height="200"
src="bao-cao_files/image002.jpg" v:shapes="Picture_x0020_1"><![endif]></p>
<p class="MsoCaption"><i>Hồ Ba Bể</i></p>
""",
        (
            h(1, "BÁO CÁO", role="title"),
            p("Tỉnh Bắc Kạn cách Hà Nội 160\xa0km, gồm:"),
            typed("• Ba Bể;", "• Na Rì."),
            figure("bao-cao_files/image002.jpg", i("Hồ Ba Bể"), width=300, height=200),
        ),
        {
            "hand-made-heading": 1, "divided-syllable": 2, "hand-made-list": SOME,
            "empty-block": 1, "picture-caption": 1, "wrong-language": SOME, "presentation": SOME,
        },
        findings=None,
    ),
    "an island of Word that no comment hides": Page(
        """<xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml>
        <p class=MsoNormal>Một<o:p></o:p></p>""",
        (p("Một"),),
    ),
    "numbers that Word wrote": Page(
        "".join(
            f"""<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]>
<span style='mso-list:Ignore'>{number}.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span><![endif]>{text}<o:p></o:p></p>"""
            for number, text in enumerate(("Một", "hai", "ba"), 1)
        ),
        (typed("1. Một", "2. hai", "3. ba", ordered=True),),
        {"hand-made-list": SOME},
    ),
    "cells pasted from Excel": Page(
        """
<table border=0 cellpadding=0 cellspacing=0 width=320 style='border-collapse:collapse;
 table-layout:fixed;width:240pt'><!--StartFragment-->
 <colgroup><col width=192 style='mso-width-source:userset;mso-width-alt:7021;width:144pt'>
 <col width=64 span=2 style='width:48pt'></colgroup><tbody>
 <tr height=20 style='mso-height-source:userset;height:15.0pt'>
  <td height=20 class=xl65 width=192 style='height:15.0pt;width:144pt'>Đơn vị</td>
  <td class=xl65 width=64 style='border-left:none;width:48pt'>Năm 2022</td>
  <td class=xl65 width=64 style='border-left:none;width:48pt'>Năm 2023</td></tr>
 <tr height=20 style='height:15.0pt'><td height=20 class=xl66 style='height:15.0pt'>Ba Bể</td>
  <td class=xl67 align=right x:num>1.204</td><td class=xl67 align=right x:num="1311.0">1.311</td>
 </tr>
 <tr height=20><td class=xl66>Na Rì</td><td class=xl67 align=right>-</td>
  <td class=xl67 align=right>97</td></tr>
 <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=192></td>
  <td width=64></td><td width=64></td></tr><![endif]>
<!--EndFragment--></tbody></table>
""",
        (
            Table((
                row("Đơn vị", "Năm 2022", "Năm 2023"),
                row("Ba Bể", "1.204", "1.311"),
                row("Na Rì", "-", "97"),
            )),
        ),
    ),
    "a letter pasted from Outlook": Page(
        """
<div class="WordSection1"><p class="MsoNormal"><span style="font-size:11.0pt;font-family:&quot;
Calibri&quot;,sans-serif;color:#1F497D;mso-fareast-language:EN-US">Kính gửi các đồng chí,<o:p></o:p>
</span></p><p class="MsoNormal"><span style="color:#1F497D"><o:p>&nbsp;</o:p></span></p>
<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">
<p class="MsoNormal"><b><span lang="EN-US">Từ:</span></b><span lang="EN-US"> Văn phòng<br>
</span><b>Gửi:</b> <a href="mailto:hop@backan.example"><span style="color:windowtext;
text-decoration:none">hop@backan.example</span></a><o:p></o:p></p></div>
<blockquote style="margin-left:0in"><p class="MsoNormal">Mời họp ngày 2/6.</p></blockquote></div>
""",
        (
            p("Kính gửi các đồng chí,"),
            p(
                b("Từ:"), " Văn phòng\n", b("Gửi:"), " ",
                run("hop@backan.example", href="mailto:hop@backan.example"),
            ),
            Quote((p("Mời họp ngày 2/6."),)),
        ),
        {"empty-block": 1, "wrong-language": SOME},
    ),
    "a decision with its points, marks apart and a table for the signature": Page(
        """
<table cellpadding=0 cellspacing=0 style="border-collapse:collapse"><tr>
<td width=223 valign=top style="width:167.4pt"><p align=center style="text-align:center"><b>ỦY BAN
NHÂN DÂN<br>TỈNH BẮC KẠN</b></p></td><td width=367 valign=top style="width:275.4pt">
<p align=center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></p></td>
</tr></table><p>&nbsp;</p>
<p><a name="dieu_1"></a><b>&#272;i&ecirc;&#768;u 1.</b>&nbsp;Tặng Bằng khen cho các tập
thê&#777;:</p>
<p>a) Xã Yến Dương;</p><p>b) Xã Địa Linh;</p><p>c) Xã Hà Hiệu;</p><p>d) Xã Mỹ Phương;</p>
<p>đ) Xã Cao Thượng.</p>
<p><b>Điều 2.</b> Chi từ qu<font>y&#771;</font> thi đua.</p><p></p>
<table border=0 width=100%><tr><td width=50%><p><i>Nơi nhận:</i></p><p>Như Điều 2.</p></td>
<td width=50%><p>CHỦ TỊCH</p><p>&nbsp;</p><p>Nguyễn Đăng Bình</p></td></tr></table>
""",
        (
            p(b("ỦY BAN NHÂN DÂN\nTỈNH BẮC KẠN"), alignment="center"),
            p(
                b("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
                alignment="center",
            ),
            p(b("Điều 1."), " Tặng Bằng khen cho các tập thể:"),
            typed(
                "a) Xã Yến Dương;", "b) Xã Địa Linh;", "c) Xã Hà Hiệu;", "d) Xã Mỹ Phương;",
                "đ) Xã Cao Thượng.", ordered=True, kind="a",
            ),
            p(b("Điều 2."), " Chi từ quỹ thi đua."),
            p(i("Nơi nhận:")), p("Như Điều 2."), p("CHỦ TỊCH"), p("Nguyễn Đăng Bình"),
        ),
        {
            "layout-table": 2, "hand-made-list": SOME, "empty-block": 3,
            "normal-form": SOME, "no-break-space": SOME, "divided-syllable": 1,
        },
        findings=None,
    ),
    "an old page with everything in fonts and breaks": Page(
        """
<table width=760 border=0 align=center bgcolor=#FFFFFF><tr><td><font size=6 color=red
face="VNI-Times"><b>Tin trong tænh</b></font><br><br><font face=Arial size=2>Ngày hội của
Ð<font>ảng</font> bộ.<br><br>&nbsp;&nbsp;&nbsp;&nbsp;Nhân&nbsp;dân các d<font>â</font>n tộc<br>phấn
khởi.<br><br><img src=blank.gif data-src=hoi.jpg alt=""></font></td></tr></table>
""",
        (
            h(2, "Tin trong tỉnh"),
            p("Ngày hội của Đảng bộ."),
            p("Nhân dân các dân tộc\nphấn khởi."),
            figure("hoi.jpg", alt=""),
        ),
        {
            "layout-table": 1, "legacy-encoding": SOME, "hand-made-heading": 1, "look-alike": 1,
            "line-break-paragraph": SOME, "no-break-space": SOME, "divided-syllable": 3,
            "picture-address": 1, "presentation": SOME,
        },
        findings=None,
    ),
    "a whole web page pasted into the body of another": Page(
        """<div class=content><!DOCTYPE html><html lang=en-us><head><meta charset=utf-8>
        <title>Trang 2</title><link rel=stylesheet href=a.css></head><body onload="x()"
        bgcolor=white><div id=main><h2>Kết quả</h2><p>Một</p></div></body></html>
        <div id=main><p>hai</p></div></div>""",
        (h(2, "Kết quả"), p("Một"), p("hai")),
    ),
    "a table that holds pictures two by two": Page(
        """<table border=0 width=100%><tr><td><img src=a.jpg alt=""></td>
        <td><img src=b.jpg alt=""></td></tr><tr><td>Hồ Ba Bể</td><td>Động Puông</td></tr>
        </table>""",
        (figure("a.jpg", "Hồ Ba Bể", alt=""), figure("b.jpg", "Động Puông", alt="")),
        {"layout-table": 1},
    ),
    "a frame for a text with a picture beside it": Page(
        """<table border=0 width=100% cellpadding=0><tr><td width=30%><img src=a.jpg alt=""></td>
        <td><p>Một</p><p>hai</p></td></tr></table><p>ba</p>""",
        (figure("a.jpg", alt=""), p("Một"), p("hai"), p("ba")),
        {"layout-table": 1},
    ),
    "figures of a table without a border": Page(
        """<table width=100%><tr><td>Xã</td><td>Số hộ</td><td>Tỷ lệ</td></tr><tr><td>Yến Dương</td>
        <td>512</td><td>12,5%</td></tr><tr><td>Địa Linh</td><td>498</td><td></td></tr></table>""",
        (Table((row("Xã", "Số hộ", "Tỷ lệ"), row("Yến Dương", "512", "12,5%"),
                (td("Địa Linh"), td("498"), td()))),),
    ),
}  # fmt: skip
