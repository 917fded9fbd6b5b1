"""Text older than Unicode is read as it was written; good text of any language is left alone."""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable import read_article
from readable.errors import WrongUse
from readable.legacy import (
    ENCODINGS,
    LegacyEncoding,
    decode_legacy,
    detect_legacy,
    encode_legacy,
    font_encoding,
    is_usual,
    mend_legacy,
    mend_mojibake,
    weigh_font,
)
from readable.legacy.words import SUSPECT
from readable.linebreak import find_grapheme_boundaries
from readable.vietnamese import (
    LETTERS,
    TONE_MARKS,
    canonical,
    is_syllable,
    mend_invisibles,
    mend_look_alikes,
    mend_spaces,
    syllables,
)

DATA = Path(__file__).parent / "data/vitext"
CASES: list[dict[str, Any]] = json.loads((DATA / "tricky.json").read_text(encoding="utf-8"))[
    "tests"
]
PROSE = [
    canonical(json.loads(line)["text"])
    for line in (DATA / "official.jsonl").read_text(encoding="utf-8").splitlines()
]

# All letters, and the bytes that other programs write for them: glibc's iconv for TCVN (small
# letters) and VISCII, viparse 0.1.31 for VNI and VPS, Python for windows-1258.
SMALL = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
LETTER_BYTES: dict[LegacyEncoding, tuple[str, str]] = {
    "tcvn3": (
        SMALL + "ĂÂÊÔƠƯĐ",
        "b57cb67cb77cb87cb97ca87cbb7cbc7cbd7cbe7cc67ca97cc77cc87cc97cca7ccb7cae7ccc7cce7c"
        "cf7cd07cd17caa7cd27cd37cd47cd57cd67cd77cd87cdc7cdd7cde7cdf7ce17ce27ce37ce47cab7c"
        "e57ce67ce77ce87ce97cac7cea7ceb7cec7ced7cee7cef7cf17cf27cf37cf47cad7cf57cf67cf77c"
        "f87cf97cfa7cfb7cfc7cfd7cfe7ca17ca27ca37ca47ca57ca67ca7",
    ),
    "vni": (
        SMALL + SMALL.upper(),
        "61f87c61fb7c61f57c61f97c61ef7c61ea7c61e87c61fa7c61fc7c61e97c61eb7c61e27c61e07c61"
        "e57c61e37c61e17c61e47cf17c65f87c65fb7c65f57c65f97c65ef7c65e27c65e07c65e57c65e37c"
        "65e17c65e47cec7ce67cf37ced7cf27c6ff87c6ffb7c6ff57c6ff97c6fef7c6fe27c6fe07c6fe57c"
        "6fe37c6fe17c6fe47cf47cf4f87cf4fb7cf4f57cf4f97cf4ef7c75f87c75fb7c75f57c75f97c75ef"
        "7cf67cf6f87cf6fb7cf6f57cf6f97cf6ef7c79f87c79fb7c79f57c79f97c79ef7c41d87c41db7c41"
        "d57c41d97c41cf7c41ca7c41c87c41da7c41dc7c41c97c41cb7c41c27c41c07c41c57c41c37c41c1"
        "7c41c47cd17c45d87c45db7c45d57c45d97c45cf7c45c27c45c07c45c57c45c37c45c17c45c47ccc"
        "7cc67cd37ccd7cd27c4fd87c4fdb7c4fd57c4fd97c4fcf7c4fc27c4fc07c4fc57c4fc37c4fc17c4f"
        "c47cd47cd4d87cd4db7cd4d57cd4d97cd4cf7c55d87c55db7c55d57c55d97c55cf7cd67cd6d87cd6"
        "db7cd6d57cd6d97cd6cf7c59d87c59db7c59d57c59d97c59cf",
    ),
    "viscii": (
        SMALL + SMALL.upper(),
        "e07ce47ce37ce17cd57ce57ca27cc67cc77ca17ca37ce27ca57ca67ce77ca47ca77cf07ce87ceb7c"
        "a87ce97ca97cea7cab7cac7cad7caa7cae7cec7cef7cee7ced7cb87cf27cf67cf57cf37cf77cf47c"
        "b07cb17cb27caf7cb57cbd7cb67cb77cde7cbe7cfe7cf97cfc7cfb7cfa7cf87cdf7cd77cd87ce67c"
        "d17cf17ccf7cd67cdb7cfd7cdc7cc07cc47cc37cc17c807cc57c827c027c057c817c837cc27c857c"
        "867c067c847c877cd07cc87ccb7c887cc97c897cca7c8b7c8c7c8d7c8a7c8e7ccc7c9b7cce7ccd7c"
        "987cd27c997ca07cd37c9a7cd47c907c917c927c8f7c937cb47c967c977cb37c957c947cd97c9c7c"
        "9d7cda7c9e7cbf7cbb7cbc7cff7cba7cb97c9f7c147c197cdd7c1e",
    ),
    "vps": (
        SMALL + SMALL.upper(),
        "e07ce47ce37ce17ce57ce67ca27ca37ca47ca17ca57ce27cc07cc47cc57cc37cc67cc77ce87cc87c"
        "eb7ce97ccb7cea7c8a7c8b7ccd7c897c8c7cec7ccc7cef7ced7cce7cf27cd57cf57cf37c867cf47c"
        "d27cb07c877cd37cb67cd67ca97caa7cab7ca77cae7cf97cfb7cdb7cfa7cf87cdc7cd87cba7cbb7c"
        "d97cbf7cff7c9b7ccf7c9a7c9c7c807c817c827cc17c027c887c8e7c8f7cf07c8d7c047cc27c847c"
        "857c1c7c837c037cf17cd77cde7cfe7cc97c057cca7c937c947c957c907c067cb57cb77cb87cb47c"
        "107cbc7cbd7cbe7cb97c117cd47c977c987c997c967c127cf77c9e7c9f7ca67c9d7c137ca87cd17c"
        "ac7cda7c147cd07caf7cb17c1d7cad7c157cb27cfd7cb37cdd7c19",
    ),
    "windows-1258": (
        SMALL + SMALL.upper(),
        "e07c61d27c61de7ce17c61f27ce37ce3cc7ce3d27ce3de7ce3ec7ce3f27ce27ce2cc7ce2d27ce2de"
        "7ce2ec7ce2f27cf07ce87c65d27c65de7ce97c65f27cea7ceacc7cead27ceade7ceaec7ceaf27c69"
        "cc7c69d27c69de7ced7c69f27c6fcc7c6fd27c6fde7cf37c6ff27cf47cf4cc7cf4d27cf4de7cf4ec"
        "7cf4f27cf57cf5cc7cf5d27cf5de7cf5ec7cf5f27cf97c75d27c75de7cfa7c75f27cfd7cfdcc7cfd"
        "d27cfdde7cfdec7cfdf27c79cc7c79d27c79de7c79ec7c79f27cc07c41d27c41de7cc17c41f27cc3"
        "7cc3cc7cc3d27cc3de7cc3ec7cc3f27cc27cc2cc7cc2d27cc2de7cc2ec7cc2f27cd07cc87c45d27c"
        "45de7cc97c45f27cca7ccacc7ccad27ccade7ccaec7ccaf27c49cc7c49d27c49de7ccd7c49f27c4f"
        "cc7c4fd27c4fde7cd37c4ff27cd47cd4cc7cd4d27cd4de7cd4ec7cd4f27cd57cd5cc7cd5d27cd5de"
        "7cd5ec7cd5f27cd97c55d27c55de7cda7c55f27cdd7cddcc7cddd27cddde7cddec7cddf27c59cc7c"
        "59d27c59de7c59ec7c59f2",
    ),
}


def as_windows_1252(data: bytes) -> str:
    """As browsers read it: the five bytes that windows-1252 leaves free are control characters."""
    return "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in data)


def written_in(text: str, encoding: LegacyEncoding) -> bytes:
    """The text in an encoding, by the bytes of its letters above."""
    letters, data = LETTER_BYTES[encoding]
    codes = dict(zip(letters, bytes.fromhex(data.replace(" ", "")).split(b"|"), strict=True))
    small = encoding == "tcvn3"
    return b"".join(
        codes.get(letter)
        or (codes.get(letter.lower()) if small else None)
        or letter.encode("cp1252", "replace")
        for letter in text
    )


def mended(text: str, font: str | None = None) -> str:
    """The text after every mend, in the order in which reading makes them."""
    text, _ = mend_mojibake(text)
    text = canonical(mend_legacy(text, font).text)
    for mend in (mend_look_alikes, mend_invisibles, mend_spaces):
        text, _ = mend(text)
    return text.strip()


@cache
def every_syllable() -> list[str]:
    """Whatever is spelt as one syllable: each onset with each rime and each tone on each vowel."""
    found = set()
    for onset in ("", *syllables.ONSETS):
        for rime in {*syllables._RIMES, *syllables._RIMES_AFTER_QU}:
            for place, letter in enumerate(rime):
                for tone in ("", *TONE_MARKS):
                    toned = canonical(onset + rime[:place] + letter + tone + rime[place + 1 :])
                    if is_syllable(toned):
                        found.add(toned)
    return sorted(found)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_syllable_comes_back_from_every_encoding(encoding: LegacyEncoding) -> None:
    small = every_syllable()
    assert len(small) > 15_000  # more than are in use
    for words in (small, [word.upper() for word in small]):
        if encoding == "tcvn3" and words is not small:
            continue  # it has no capitals with tones but in a font that draws them
        text = " ".join(words)
        data = written_in(text, encoding)
        assert decode_legacy(as_windows_1252(data), encoding) == text
        assert decode_legacy(data.decode("latin-1"), encoding) == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_letter_is_read(encoding: LegacyEncoding) -> None:
    letters, _ = LETTER_BYTES[encoding]
    data = written_in(letters, encoding)
    assert decode_legacy(as_windows_1252(data), encoding) == letters
    assert decode_legacy(data.decode("latin-1"), encoding) == letters
    assert encoding == "tcvn3" or set(letters) == set(LETTERS)


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c["must"] in ("auto", "auto-in-vi", "keep") and "&" not in c["input"]],
    ids=lambda case: case["id"],
)
def test_what_is_always_mended_or_kept(case: dict[str, Any]) -> None:
    # One case gives the capital Đ of its bytes as a small letter.
    assert mended(case["input"]).replace("Đoàn kết", "đoàn kết") == case["expected"]


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["must"] == "explicit-or-font"], ids=lambda case: case["id"]
)
def test_legacy_text_is_read_by_request_by_font_and_by_itself(case: dict[str, Any]) -> None:
    encoding = {"cp1258": "windows-1258"}.get(case["encoding"], case["encoding"])
    capitals = case["kind"] == "legacy-tcvn3H"
    assert decode_legacy(case["input"], encoding, capitals=capitals) == case["expected"]
    if case["font"]:
        assert mended(case["input"], case["font"]) == case["expected"]
    if not capitals:
        assert mended(case["input"]) == case["expected"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("paragraph", PROSE)
def test_official_prose_is_read_without_being_told_its_encoding(
    paragraph: str, encoding: LegacyEncoding
) -> None:
    # VISCII and VPS have letters where windows-1252 has quotation marks.
    paragraph = paragraph.translate({ord(mark): '"' for mark in "“”"} | {ord("–"): "-"})
    if encoding == "tcvn3":
        paragraph = paragraph.lower()
    if canonical(paragraph).isascii():
        return
    mend = mend_legacy(as_windows_1252(written_in(paragraph, encoding)))
    assert (canonical(mend.text), mend.encoding) == (paragraph, encoding)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phª duyÖt quy ho¹ch kết cấu hạ tầng", "Phê duyệt quy hoạch kết cấu hạ tầng"),
        ("thi ®ua yêu nước", "thi đua yêu nước"),
        ("quyÕt ®Þnh", "quyết định"),
        ("th«ng t\xad", "thông tư"),
        ("§iÒu 5.", "Điều 5."),
        ("Coäng hoøa", "Cộng hòa"),
        ("Số: 12/Q§-UBND", "Số: 12/QĐ-UBND"),
        ("Phong trào thi ®ua yªu n\xad\xedc của tỉnh", "Phong trào thi đua yêu nước của tỉnh"),
        ("Uỷ ban huyÖn Chî R·, là nơi có hồ", "Uỷ ban huyện Chợ Rã, là nơi có hồ"),
        ("Ñaûng boä xã Vị Hương", "Đảng bộ xã Vị Hương"),
        ("kế hoạch số 15/KH-UBND cuûa UÛy ban", "kế hoạch số 15/KH-UBND của Ủy ban"),
        ("chiÒu 2/6 t¹i tØnh, n¨m 2023/n¨m 2022", "chiều 2/6 tại tỉnh, năm 2023/năm 2022"),
        ("quyÕt ®Þnh sè 946/Q§-UBND ngµy 2/6", "quyết định số 946/QĐ-UBND ngày 2/6"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Uû BAN NH¢N D¢N; Uû ban nh©n d©n", "UỶ BAN NHÂN DÂN; Uỷ ban nhân dân"),
        ("«Ðổi mới», hµng ho¸ vµ dÞch vô", "«Ðổi mới», hàng hoá và dịch vụ"),
        ("quyÕt ®Þnh: Bé TN&MT, Sè TK, Së VHTT&DL", "quyết định: Bộ TN&MT, Số TK, Sở VHTT&DL"),
        ("Sè CMND, sè ®iÖn tho¹i", "Số CMND, số điện thoại"),
        ("UBND, Së TN&MT b¸o c¸o", "UBND, Sở TN&MT báo cáo"),
    ],
)
def test_only_the_words_that_are_legacy_change(text: str, expected: str) -> None:
    assert mend_legacy(text).text == expected


# Sentences in which windows-1252 letters, signs and soft hyphens are what they seem.
GOOD = """
Mañana iré al médico con mi mamá; aún no sé qué día será. ¿Cuánto cuesta? ¡Qué bueno!
Los baños del país están más allá de la montaña; así es la vida, señora Núñez. Nº 5, 1ª, Mª Teresa
L'été dernier, Zoé a été très gênée : « Où as-tu mis la clé ? » Noël, Loïc et Anaïs sont à l'hôtel.
Ça va ? Ils haïssaient le maïs, la poêle et le bœuf. À côté de l'église, près du théâtre.
Die Größe der Straße beträgt 12 m². Äpfel, Öl, Übung, „Ä“, „Ö“ und „Ü“ sind süß. Für dich öffne ich.
Þeir fóru til Akureyrar og sáu fjöll, ár og læki. Hún sagði að hún væri heima með bróður sínum.
Não há informação; a situação é difícil. São Paulo, João, lições, põe, mãe, pão, avô, avó.
Perché non è più così? La città è bellissima; può darsi che sarà lunedì. Però è già tardi.
Han må gå på då nå så få blå små grå. Børn får æbler og brød. Rødgrød med fløde. Ærø, Åbo, Ø.
Jag går på gatan och äter en smörgås. Öl är gott. Åsa får två små nötter från trädgården. Nä!
Hyvää päivää! Mitä kuuluu? Yö on pitkä, työ on köyhä. Hän söi leipää ja lähti pois.
Nǐ hǎo, wǒ shì Zhōngguó rén. Bù kè qì, zài jiàn; hé, dé, fó, xié, gè, dà, lù, nü, lü.
Pøíliš žluouèký kùò úpìl ïábelské ódy; v èeském textu jsou háèky a èárky.
Za¿ó³æ gê¶l± ja¼ñ. Wszystkie ksi±¿ki s± na pó³ce, proszê je wzi±æ i przeczytaæ.
Árvíztûrõ tükörfúrógép. Õ és a nõ bõven ivott vizet; a szõlõ érett, a gyûrû szép.
25 °C, 5 N·m, 5 µm, 12 m², 3 m³, 5‰, ±3 %, ½, ¼, ¥100, £20, §5, ¶3, 60°, 10µF, A·h, 3×10²
Công ty Nike® và Microsoft™ © 2023 · Hà Nội; dày 5 µm, mô-men 5 N·m, rộng 12 m², giá 20 £.
Ông Loïc và bà Anaïs Béraud thăm Đà Nẵng; Thaï Airways, Müller, Özil, Ødegaard, Peña Nieto.
Bé là cháu bà. Cá và gà, hãy thì bé. Các bé, là hà, bà tôi già và có lòng.
thi­ đua yêu nư­ớc; thà­nh phố; th­ành, nh­ân dân, ng­ười
Bundes­kanz­ler, Donau­dampf­schiff­fahrt
« là cá » … « bé » “bà” ‘là’ „và“; «cá»… «bố» và “mẹ”
CÁC XÃ\xa0HÒA BÌNH, “XÃ”, ‘XÃ’, XÃ…, ĐÃ” và Â\xa0là chữ
Ê-đê, Gia Rai, Krông Pắc, Đạ Tẻh; hê-rô-in, ô-tô, cà-phê
Häagen-Dazs; Mötley Crüe, Motörhead; Gaël Raïs Taïwan Haïti naïf Saïd Aïda Hawaï Moï
""".strip().splitlines()


@pytest.mark.parametrize("text", [*GOOD, *PROSE, "\n".join(GOOD)])
def test_good_text_of_any_language_is_left_alone(text: str) -> None:
    text = text.replace("\\xa0", "\xa0")
    assert mend_legacy(text).text == text
    assert mend_mojibake(text) == (text, 0)
    for word in text.split(" "):
        assert mend_legacy(word).text == word


@pytest.mark.parametrize("text", GOOD)
def test_no_encoding_is_found_in_good_text(text: str) -> None:
    assert detect_legacy(text) is None


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("sè", ".VnTime", "số"),
        ("x· héi", "'.VnArial', Arial", "xã hội"),
        ("b¸o c¸o", ".VnTimeH", "BÁO CÁO"),
        ("ban chØ ®¹o", ".VnArialH", "BAN CHỈ ĐẠO"),
        ("taïi", "VNI-Helve", "tại"),
        ("t¿ do", "VPS Times", "tự do"),
        # The font stayed when the text was made Unicode.
        ("Cộng hòa xã hội, có bé", ".VnTime", "Cộng hòa xã hội, có bé"),
        ("Các xã", ".VnTime", "Các xã"),
        ("xã", ".VnTime", "xã"),
        ("nước", "VNI-Times", "nước"),
        ("Cộng hòa", "Times New Roman", "Cộng hòa"),
    ],
)
def test_the_font_is_evidence(text: str, font: str, expected: str) -> None:
    assert mend_legacy(text, font).text == expected


FONTS: tuple[tuple[LegacyEncoding, str], ...] = (("tcvn3", ".VnTime"), ("vni", "VNI-Times"))


def paragraphs_in(font: str, encoding: LegacyEncoding, texts: list[str]) -> bytes:
    start = f'<p><font face="{font}">'.encode()
    return b"".join(start + written_in(text, encoding) for text in texts)


@pytest.mark.parametrize(("encoding", "font"), FONTS)
def test_every_syllable_is_read_once_in_a_font_of_its_encoding(
    encoding: LegacyEncoding, font: str
) -> None:
    # "·" alone is a bullet.
    every = [syllable for syllable in every_syllable() if syllable != "ã"]
    for syllable in every:
        raw = as_windows_1252(written_in(syllable, encoding))
        assert mend_legacy(raw, font, is_sure=True).text == syllable
    some = every[::7]
    page = paragraphs_in(font, encoding, some)
    assert read_article(page).text.split("\n") == some
    assert read_article(page, encoding=encoding).text.split("\n") == some
    for syllable in some[::7]:
        assert read_article(paragraphs_in(font, encoding, [syllable])).text == syllable


@pytest.mark.parametrize("encoding", [None, "tcvn3"])
def test_names_in_bytes_of_an_old_font_are_decoded_once(encoding: str | None) -> None:
    names = ["Uỷ ban nhân dân tỉnh báo cáo", "Phó phòng Tô Hân", "Bé An", "Cô Tô", "Khê"]
    page = paragraphs_in(".VnTime", "tcvn3", names)
    assert read_article(page, encoding=encoding).text.split("\n") == names


@pytest.mark.parametrize("encoding", [None, "vni"])
def test_so_they_are_in_vni(encoding: str | None) -> None:
    names = ["Ủy ban nhân dân tỉnh báo cáo", "Cô Tô, Phó phòng", "Krông Nô"]
    page = paragraphs_in("VNI-Times", "vni", names)
    assert read_article(page, encoding=encoding).text.split("\n") == names


def test_a_font_in_capitals_draws_decoded_bytes_so() -> None:
    page = paragraphs_in(".VnTime", "tcvn3", ["tỉnh uỷ báo cáo, đề nghị các đơn vị"])
    page += paragraphs_in(".VnTimeH", "tcvn3", ["cộng hòa Cô Tô"])
    article = read_article(page)
    assert article.text == "tỉnh uỷ báo cáo, đề nghị các đơn vị\nCỘNG HÒA CÔ TÔ"
    assert [(mend.name, mend.count) for mend in article.mends if "legacy" in mend.name] == [
        ("legacy-encoding", 1)
    ]


@pytest.mark.parametrize(("page", "other"), [FONTS, FONTS[::-1]])
def test_a_run_in_another_encoding_than_its_page_is_read_in_its_own(
    page: tuple[LegacyEncoding, str], other: tuple[LegacyEncoding, str]
) -> None:
    prose = "tỉnh uỷ báo cáo, đề nghị các đơn vị thực hiện nghị quyết, khẩn trương khắc phục"
    run = "các hộ nghèo ở phường Tô Hiệu"
    data = paragraphs_in(page[1], page[0], [prose, "Cô Tô"])
    data += paragraphs_in(other[1], other[0], [run])
    assert read_article(data).text == f"{prose}\nCô Tô\n{run}"


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
@pytest.mark.parametrize(
    "text",
    [
        "Cô Tô, Phó phòng, Bé An",
        "Cô Tô",
        "mái ngói, dùng gió",
        "Khê",
        "Lê Văn Tám",
        "nhà bà Hân",
        "Nô, tôi, có",
        "Tô Hoài",
        "Hoài Hoà",
        "Hoàng Anh - Tô Hoài",
        "Hoài, Hoàng, Hoà",
        "5 µm ± 2°",
    ],
)
def test_a_font_that_was_left_on_unicode_changes_nothing(font: str, text: str) -> None:
    html = f'<p>Ủy ban nhân dân xã <font face="{font}">{text}</font></p>'
    assert read_article(html).text == f"Ủy ban nhân dân xã {text}"
    assert read_article(html.encode()).text == f"Ủy ban nhân dân xã {text}"


def test_all_text_of_a_font_on_a_page_goes_one_way() -> None:
    unicode = '<font face=".VnTime"><p>Cá, mái nhà, các cháu</p><p>Bé</p>'
    legacy = '<font face=".VnArial"><p>C¸, m¸i nhµ, c¸c ch¸u</p><p>Bé</p>'
    article = read_article(f"<p>Ủy ban</p>{unicode}</font>{legacy}</font>")
    both = "Cá, mái nhà, các cháu\n{}"
    assert article.text == f"Ủy ban\n{both.format('Bé')}\n{both.format('Bộ')}"
    assert not article.findings


def test_few_words_in_an_old_font_are_told_where_they_could_be_either() -> None:
    article = read_article('<p>Ủy ban xã <font face=".VnTime">Cô Tô</font></p>')
    assert [(one.rule, one.target) for one in article.findings] == [("doubtful-encoding", "Cô Tô")]


@pytest.mark.parametrize("text", ["Hoài", "Tô Hoài", "Hoài Hoà", "Hoàng Anh - Tô Hoài"])
def test_names_beside_unicode_are_told_where_their_other_reading_is_commoner(text: str) -> None:
    article = read_article(f'<p>Hội nghị</p><p><font face="VNI-Times">{text}</font></p>')
    assert article.text == f"Hội nghị\n{text}"
    assert [(one.rule, one.target) for one in article.findings] == [("doubtful-encoding", text)]


@pytest.mark.parametrize(("around", "of_others"), [("Hoi nghi", ""), ("Hội nghị", "Hoäi nghò")])
def test_what_else_is_old_tells_that_few_words_are(around: str, of_others: str) -> None:
    others = f'<p><font face="VNI-Helve">{of_others}</font></p>'
    article = read_article(f'<p>{around}</p>{others}<p><font face="VNI-Times">Hoài</font></p>')
    assert article.text.split("\n")[-1] == "Hồi"


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [("xaõ", "VNI-Times", "xã"), ("héi", ".VnTime", "hội"), ("C« T«", ".VnTime", "Cô Tô")],
)
def test_a_word_that_only_an_old_font_reads_is_read_beside_unicode(
    text: str, font: str, expected: str
) -> None:
    article = read_article(f'<p>Hội nghị</p><p><font face="{font}">{text}</font></p>')
    assert article.text == f"Hội nghị\n{expected}"
    assert not article.findings


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("Maãu soá 04.CÑ, lôùp CÑ3", "VNI-Times", "Mẫu số 04.CĐ, lớp CĐ3"),
        ("QuyÕt ®Þnh 12/Q§3, 50.000®/ngµy", ".VnTime", "Quyết định 12/QĐ3, 50.000đ/ngày"),
        ("H'M©m, Kr©ng, T©k", ".VnTime", "H'Mâm, Krâng, Tâk"),
        ("réng 1½ mÐt", ".VnTime", "rộng 1½ mét"),
        ("© 2004 tØnh B¾c K¹n, 5.000 ®", ".VnTime", "© 2004 tỉnh Bắc Kạn, 5.000 đ"),
    ],
)
def test_in_an_old_font_words_of_no_syllable_are_read_too(
    text: str, font: str, expected: str
) -> None:
    assert mend_legacy(text, font).text == expected


@pytest.mark.parametrize("encoding", [one for one in ENCODINGS if one != "windows-1258"])
def test_what_was_decoded_is_encoded_again(encoding: LegacyEncoding) -> None:
    letters, _ = LETTER_BYTES[encoding]
    again = encode_legacy(letters, encoding)
    assert decode_legacy(again, encoding) == letters


def test_each_word_of_a_font_counts_once() -> None:
    assert weigh_font(["x· héi", "x· héi"], "tcvn3") == weigh_font(["x· héi"], "tcvn3") > 0
    assert weigh_font(["nhà", "tỉnh"], "tcvn3") < 0
    assert weigh_font([], "tcvn3") == weigh_font(["tỉnh"], "tcvn3") == 0


SHORT = ["báo cáo của Uỷ ban nhân dân tỉnh", "Xã Nâm Nung", "Lâm Hà", "Đạ Tẻh", "Cô Tô"]


@pytest.mark.parametrize(("encoding", "_font"), FONTS)
def test_short_texts_are_read_where_the_whole_page_is_in_an_old_encoding(
    encoding: LegacyEncoding, _font: str
) -> None:
    page = b"".join(b"<p>" + written_in(text, encoding) for text in SHORT)
    assert read_article(page).text.split("\n") == SHORT
    shown = as_windows_1252(page)
    assert read_article(shown).text.split("\n")[:4] == SHORT[:4]


@pytest.mark.parametrize(
    "kept", ["Crème brûlée, né à Nîmes", "© 2004, 25 °C, 12 m²", "El niño está más allá"]
)
def test_what_is_no_old_encoding_on_such_a_page_stays(kept: str) -> None:
    old = as_windows_1252(b"<p>".join(written_in(text, "tcvn3") for text in SHORT))
    assert read_article(f"<p>{old}<p>{kept}").text.split("\n")[-1] == kept
    assert read_article(f"<p>Ủy ban xã<p>{kept}").text == f"Ủy ban xã\n{kept}"


def test_names_of_no_syllable_speak_against_no_encoding() -> None:
    names = "Krâng, H'Mâm, Krông, Tẻh"
    text = f"Tỉnh uỷ đề nghị các đơn vị thực hiện nghiêm túc, báo cáo kết quả: {names}"
    assert detect_legacy(as_windows_1252(written_in(text, "tcvn3"))) == "tcvn3"


def test_a_mend_says_the_encoding_and_how_many_words_changed() -> None:
    mend = mend_legacy("Phª duyÖt quy ho¹ch kết cấu hạ tầng")
    assert (mend.encoding, mend.count) == ("tcvn3", 3)
    assert mend_legacy("Việt Nam").encoding is None


def test_a_font_is_known_by_its_name() -> None:
    assert font_encoding('".VnTimeH", serif') == ("tcvn3", True)
    assert font_encoding("Arial, .vnarial") == ("tcvn3", False)
    assert font_encoding("VNI-Times") == ("vni", False)
    assert font_encoding("Be Vietnam Pro, Vni, sans-serif") is None


def test_an_encoding_that_is_none_is_refused() -> None:
    with pytest.raises(WrongUse, match="no such encoding: koi8: use one of tcvn3, vni"):
        decode_legacy("ViÖt", "koi8")  # type: ignore[arg-type]


@pytest.mark.parametrize("reader", ["cp1252", "latin-1"])
@pytest.mark.parametrize("paragraph", PROSE)
def test_utf_8_that_was_read_as_something_else_is_read_again(paragraph: str, reader: str) -> None:
    if reader == "cp1252":
        broken = as_windows_1252(paragraph.encode())
        twice = as_windows_1252(broken.encode())
    else:
        broken = paragraph.encode().decode("latin-1")
        twice = broken.encode().decode("latin-1")
    assert mend_mojibake(broken)[0] == paragraph
    assert mend_mojibake(twice)[0] == paragraph
    assert mend_mojibake(f"{paragraph} {broken}")[0] == f"{paragraph} {paragraph}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("â€œÄáº¡iâ€\x9d â€“ 25Â°C, 12 mÂ²", "“Đại” – 25°C, 12 m²".replace("Đ", "\x10")),
        ("cafÃ© SÃ£o Paulo", "café São Paulo"),
        ("lÃ\xa0 vÃ\xa0 nhÃ\xa0", "là và nhà"),
        ("Việt Nam lÃ\xa0 nÆ°á»›c", "Việt Nam là nước"),
    ],
)
def test_broken_words_among_good_ones(text: str, expected: str) -> None:
    text = text.replace("Äáº¡i", "Ä\x90áº¡i")
    assert mend_mojibake(text)[0] == expected.replace("\x10", "Đ")


ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("aeiouytnhcg ­®©ªÖÐðáàôêÃÂºáâ»‰€™\xa0\u200bđạếƯ/-.,“”«»12"),
        st.characters(codec="utf-8"),
    )
)


@given(ANY_TEXT, st.sampled_from([None, ".VnTime", ".VnTimeH", "VNI-Times", "VPS Times"]))
def test_any_text_is_read_and_ascii_is_never_touched(text: str, font: str | None) -> None:
    mended(text, font)
    plain = text.encode("ascii", "ignore").decode()
    assert mend_legacy(plain, font).text == plain
    assert mend_mojibake(plain) == (plain, 0)


@given(st.lists(st.sampled_from(["là", "®ua", "duyÖt", "hé", "nước", "xã", "n\xad\xedc", "12"])))
def test_mending_twice_is_mending_once(words: list[str]) -> None:
    once = mend_legacy(" ".join(words)).text
    assert mend_legacy(once).text == once


@given(st.text(st.characters(codec="cp1252")), st.sampled_from(ENCODINGS))
def test_any_text_can_be_decoded(text: str, encoding: LegacyEncoding) -> None:
    assert decode_legacy(text, encoding, capitals=encoding == "tcvn3") is not None


@pytest.mark.parametrize("case", [c for c in CASES if c["must"] == "upper"], ids=lambda c: c["id"])
def test_capitals_are_those_of_the_language(case: dict[str, Any]) -> None:
    assert canonical(case["input"].upper()) == case["expected"]


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["must"] == "grapheme-count"], ids=lambda c: c["id"]
)
def test_a_letter_with_its_marks_counts_as_one(case: dict[str, Any]) -> None:
    assert len(find_grapheme_boundaries(case["input"])) == case["expected"]


def test_nothing_would_be_mended_in_a_text_that_is_usual() -> None:
    known = map(chr, range(0x20, 0x3000))
    letters = [one for one in known if one != "\x7f" and is_usual(one)]
    assert {*LETTERS, "“", "…", "\xa0", "a", "-"} <= {*letters}
    for pair in map("".join, product(letters, repeat=2)):
        if is_usual(pair):
            assert not SUSPECT.search(pair)
            assert mend_mojibake(pair) == mend_invisibles(pair) == (pair, 0)
            assert mend_look_alikes(canonical(pair)) == (pair, 0)


def test_there_are_73_cases() -> None:
    tried = ("auto", "auto-in-vi", "keep", "explicit-or-font", "upper", "grapheme-count")
    entities = [case for case in CASES if "&" in case["input"] or case["must"] == "html"]
    assert len(CASES) == 73
    assert all(case["must"] in tried or case in entities for case in CASES)
