// Made by build.py from readable/data/preferences.json.
export const CONTROLS = [
 "smaller",
 "larger",
 "reset",
 "options",
 "font",
 "line_height",
 "spacing",
 "measure",
 "theme",
 "links",
 "ruler",
 "speech",
 "pictures",
 "print"
];
export const STEPS = {
 "line_height": [
  1.5,
  1.6,
  1.8,
  2.0,
  2.4
 ],
 "letter_spacing_em": [
  0.0,
  0.06,
  0.12
 ],
 "word_spacing_em": [
  0.0,
  0.16,
  0.32
 ],
 "paragraph_spacing_em": [
  0.5,
  1.0,
  1.5,
  2.0
 ],
 "measure": [
  45,
  60,
  75,
  80
 ]
};
export const LABELS = {
 "reset": [
  "Cỡ chữ ban đầu",
  "Original size"
 ],
 "options": [
  "Tuỳ chọn đọc",
  "Reading options"
 ],
 "as_page": [
  "Như trang",
  "As the page"
 ],
 "font": [
  "Phông chữ",
  "Font"
 ],
 "line_height": [
  "Giãn dòng",
  "Line spacing"
 ],
 "letter_spacing_em": [
  "Giãn chữ cái",
  "Letter spacing"
 ],
 "word_spacing_em": [
  "Giãn từ",
  "Word spacing"
 ],
 "paragraph_spacing_em": [
  "Giãn đoạn",
  "Paragraph spacing"
 ],
 "measure": [
  "Độ dài dòng",
  "Line length"
 ],
 "characters": [
  "chữ cái",
  "letters"
 ],
 "theme": [
  "Màu chữ và nền",
  "Colours"
 ],
 "system": [
  "Theo máy",
  "As the system"
 ],
 "links": [
  "Gạch chân liên kết",
  "Underline links"
 ],
 "ruler": [
  "Thước đọc",
  "Reading ruler"
 ],
 "speech": [
  "Đọc thành tiếng",
  "Read aloud"
 ],
 "silence": [
  "Dừng đọc",
  "Stop reading"
 ],
 "no_voice": [
  "Máy này chưa có giọng đọc {language}.",
  "This device has no voice for {language}."
 ],
 "pictures": [
  "Xem bản ảnh",
  "Show as pictures"
 ],
 "text": [
  "Xem bản chữ",
  "Show as text"
 ],
 "no_pictures": [
  "Bài này chưa có bản ảnh ở cỡ này.",
  "There are no pictures of this size."
 ],
 "print": [
  "In bài",
  "Print"
 ],
 "plain": [
  "Bỏ mọi tuỳ chọn",
  "Undo all options"
 ]
};
export const FONTS = {
 "sans": [
  "Không chân",
  "Sans serif"
 ],
 "serif": [
  "Có chân",
  "Serif"
 ],
 "complete": [
  "Đủ mọi chữ",
  "Widest coverage"
 ],
 "easy": [
  "Chữ rộng",
  "Wide letters"
 ],
 "literacy": [
  "Chữ tập đọc",
  "Literacy"
 ]
};
export const THEMES = {
 "light": [
  "Chữ đen nền trắng",
  "Black on white",
  "#000000",
  "#ffffff"
 ],
 "dark": [
  "Chữ trắng nền đen",
  "White on black",
  "#ffffff",
  "#000000"
 ],
 "yellow": [
  "Chữ vàng nền đen",
  "Yellow on black",
  "#ffff00",
  "#000000"
 ],
 "sepia": [
  "Chữ nâu nền kem",
  "Dark on cream",
  "#2b1d0e",
  "#fbf3df"
 ]
};
