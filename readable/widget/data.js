// Made by build.py from readable/data/preferences.json.
export const LADDER = [
 87,
 100,
 112,
 125,
 150,
 175,
 200,
 250,
 300,
 400
];
export const WORDS = {
 "larger": [
  "Tăng cỡ chữ",
  "Larger text"
 ],
 "smaller": [
  "Giảm cỡ chữ",
  "Smaller text"
 ],
 "size": [
  "Cỡ chữ",
  "Text size"
 ],
 "largest": [
  "lớn nhất",
  "largest"
 ],
 "smallest": [
  "nhỏ nhất",
  "smallest"
 ],
 "reset": [
  "Cỡ chữ ban đầu",
  "Original size"
 ],
 "options": [
  "Tuỳ chọn đọc",
  "Reading options"
 ]
};
