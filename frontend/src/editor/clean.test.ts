// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { clean, needsCleaning } from "./clean";

const HEAD = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Temp/msohtmlclip1/01/clip_filelist.xml"><title>Báo cáo</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal {mso-style-parent:""; margin:0cm;} --></style></head>
<body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->`;
const word = (body: string) => clean(`${HEAD}\n\n${body}\n\n<!--EndFragment--></body></html>`);

/** An item of a list as Word for Windows writes it. */
const item = (marker: string, text: string, level = 1) =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'>` +
  `<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>${marker}` +
  `<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>\n\n`;

test("text from Word keeps its words, its bold and its italics, and nothing of Word", () => {
  const html = word(`<p class=MsoNormal style='mso-margin-top-alt:auto;color:red'><b style='mso-bidi-font-weight:normal'>Sáng
28/4</b>, hội&nbsp;nghị <i>khai\r\nmạc</i>.<span style='mso-spacerun:yes'>  </span><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>&nbsp;</p>
<p class=MsoNormal onclick="alert(1)">Dự họp có <w:sdt id="7">đại biểu &lt;3 cấp&gt;</w:sdt><br>của “A &amp; B”.</p>`);
  expect(html).toBe(
    "<p><b>Sáng 28/4</b>, hội nghị <i>khai mạc</i>.</p><p>Dự họp có đại biểu &lt;3 cấp&gt;<br>của “A &amp; B”.</p>",
  );
});

test("headings are those that an article has", () => {
  const headings = ["h1", "h2", "h3", "h4"].map((name) => `<${name}>Mục ${name}<o:p></o:p></${name}>`).join("\n");
  expect(word(headings)).toBe("<h2>Mục h1</h2><h2>Mục h2</h2><h3>Mục h3</h3><p>Mục h4</p>");
});

test("a numbered heading keeps its number", () => {
  expect(word(item("I.", "Kết quả").replaceAll("p class", "h1 class").replace("</p>", "</h1>"))).toBe("<h2>I. Kết quả</h2>");
});

test("a row of a table is a paragraph with its cells divided", () => {
  const cell = (text: string) => `<td width=200 style='mso-border-alt:solid'>\n <p class=MsoNormal>${text}<o:p></o:p></p>\n </td>`;
  const row = (...texts: string[]) => `<tr style='mso-yfti-irow:0'>${texts.map(cell).join("\n ")}</tr>\n`;
  const table = `<table class=MsoTableGrid border=1>${row("Tỉnh", "Điểm cầu", "Đại biểu")}${row("<b>Hải Phòng</b>", "&nbsp;", "1.234")}${row("", "", "")}</table>`;
  expect(word(table)).toBe("<p>Tỉnh | Điểm cầu | Đại biểu</p><p><b>Hải Phòng</b> | | 1.234</p>");
});

test("a number that begins a cell is text", () => {
  const row = `<tr><td>${item("1.", "")}</td><td>Huế</td><td><ol><li>a</li><li>b</li></ol></td></tr>`;
  expect(word(`<table>${row}</table>`)).toBe("<p>1.\u00a0| Huế | 1. a 2. b</p>");
});

test("what is hidden stays away", () => {
  const html = word(`<p class=MsoNormal>Đã <span style='display:none;mso-hide:all'>chưa </span>duyệt</p><p style="display: none">Ẩn</p>`);
  expect(html).toBe("<p>Đã duyệt</p>");
});

test("several paragraphs of a cell stay in its row, but a frame of one cell is no table", () => {
  expect(clean("<table><tr><td><p>Một<br>hai</p><p>ba</p></td><th>bốn</th></tr></table>")).toBe("<p>Một hai ba | bốn</p>");
  expect(clean("<table><tr><td><h1>Tin</h1><p>Một</p><p>hai</p></td></tr></table>")).toBe("<h2>Tin</h2><p>Một</p><p>hai</p>");
});

test("the words of scripts, styles and Word's own elements are gone", () => {
  const html = clean(`<style>p { color: red }</style><p>Trước</p><script>alert("xin chào")</script><xml><w:View>Normal</w:View></xml>
<!--[if gte mso 9]><p>Ẩn</p><![endif]--><v:shape id="a"><v:textbox>Hình</v:textbox></v:shape><p>Sau<script>var x = 1;</script></p>`);
  expect(html).toBe("<p>Trước</p><p>Sau</p>");
});

test("what Word has deleted, and what stands in its margin, is no text", () => {
  const html = word(`<p class=MsoNormal>Có <del cite="mailto:an" datetime="2022-04-28T09:00">tám</del><ins cite="mailto:an">chín</ins>
<a style='mso-comment-reference:A_1'>điểm cầu</a><span class=MsoCommentReference><a class=msocomanchor>[A1]</a></span></p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Xem lại!</p></div></div>`);
  expect(html).toBe("<p>Có chín điểm cầu</p>");
});

test("Word's lists are lists, without their bullets", () => {
  expect(word(item("·", "Một") + item("·", "Hai") + "<p class=MsoNormal>Hết.</p>" + item("§", "Ba"))).toBe(
    "<ul><li>Một</li><li>Hai</li></ul><p>Hết.</p><ul><li>Ba</li></ul>",
  );
});

test.each([
  ["1.", "2."],
  ["1)", "2)"],
  ["1/", "2/"],
])("items %s and %s are a list with numbers", (first, second) => {
  expect(word(item(first, "Một") + item(second, "Hai"))).toBe("<ol><li>Một</li><li>Hai</li></ol>");
});

test.each([
  ["a)", "b)"],
  ["I.", "II."],
  ["(i)", "(ii)"],
])("items %s and %s keep the letter by which others cite them", (first, second) => {
  expect(word(item(first, "Một") + item(second, "Hai"))).toBe(`<p>${first} Một</p><p>${second} Hai</p>`);
});

test("points with letters below a numbered item are lines of it", () => {
  const list = item("1.", "Một") + item("a)", "Hai", 2) + item("b)", "Ba", 2) + item("2.", "Bốn") + item("o", "Năm", 2) + item("c)", "Sáu", 2);
  expect(word(list)).toBe("<ol><li>Một<br>a) Hai<br>b) Ba</li><li>Bốn<ul><li>Năm</li></ul></li></ol><p>c) Sáu</p>");
});

test.each([
  [
    "numbers below Roman ones",
    [["I.", 1], ["1.", 2], ["2.", 2], ["3.", 2], ["II.", 1], ["1.", 2], ["2.", 2]],
    "<p>I. x</p><ol><li>x</li><li>x</li><li>x</li></ol><p>II. x</p><ol><li>x</li><li>x</li></ol>",
  ],
  ["bullets below a letter", [["a)", 1], ["o", 2], ["o", 2], ["o", 2]], "<p>a) x</p><ul><li>x</li><li>x</li><li>x</li></ul>"],
  [
    "bullets below a letter below a number",
    [["1.", 1], ["a)", 2], ["§", 3], ["§", 3], ["2.", 1]],
    "<ol><li>x<br>a) x<ul><li>x</li><li>x</li></ul></li><li>x</li></ol>",
  ],
] as [string, [string, number][], string][])("%s are lists of their own", (_name, items, html) => {
  expect(word(items.map(([marker, level]) => item(marker, "x", level)).join(""))).toBe(html);
});

test("figures that are raised or lowered stay so", () => {
  const html = word("<p class=MsoNormal>120 m<sup>2</sup>, CO<sub>2</sub>, 10<span style='vertical-align:super'>-3</span>, ý<sup>th</sup></p>");
  expect(html).toBe("<p>120 m², CO₂, 10⁻³, ýth</p>");
});

test("lists of Word stand in each other", () => {
  const list = item("1.", "Một") + item("o", "Hai", 2) + item("o", "Ba", 2) + item("2.", "Bốn") + item("2.1.", "Năm", 2);
  expect(word(list)).toBe(
    "<ol><li>Một<ul><li>Hai</li><li>Ba</li></ul></li><li>Bốn<ol><li>Năm</li></ol></li></ol>",
  );
});

test("a number that a list would not count stays as it was written", () => {
  const parts = item("1.", "Kinh tế") + "<p class=MsoNormal>Tăng.</p>" + item("2.", "Xã hội") + item("Điều 3.", "Hiệu lực");
  expect(word(parts)).toBe("<ol><li>Kinh tế</li></ol><p>Tăng.</p><p>2.\u00a0Xã hội</p><p>Điều 3. Hiệu lực</p>");
  expect(clean("<style></style><ol start=4><li>Bốn</li><li>Năm</li></ol>")).toBe("<p>4.\u00a0Bốn</p><p>5.\u00a0Năm</p>");
});

test("a number that somebody has typed is held, so that the editor makes no list of it", () => {
  const parts = "<p class=MsoNormal>3. Xã hội</p><p class=MsoNormal><b>a.</b> Y&nbsp;tế</p><p class=MsoNormal>2.500 người. Hết.</p>";
  expect(word(parts)).toBe("<p>3.\u00a0Xã hội</p><p><b>a.</b>\u00a0Y tế</p><p>2.500 người. Hết.</p>");
});

test("a list whose markers are plain text is found by its class", () => {
  const paragraphs = ["·       Một", "<b>-</b> Hai", "2022 là năm", "3.200 đại biểu"].map((text) => `<p class="MsoListParagraph">${text}</p>`);
  expect(clean(paragraphs.join("\n"))).toBe("<ul><li>Một</li><li>Hai</li></ul><p>2022 là năm</p><p>3.200 đại biểu</p>");
});

test("lists of other programs stay, each item in one piece", () => {
  const list = `<ul>\n<li><p>Một</p><p>hai</p></li>\n<li>Ba<ol><li>Bốn</li></ol></li></ul><ol><li>Năm</li></ol>`;
  expect(clean(list)).toBe("<ul><li>Một<br>hai</li><li>Ba<ol><li>Bốn</li></ol></li></ul><ol><li>Năm</li></ol>");
});

test("bold and italics of Google Docs are those of its styles", () => {
  const html = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">
<span style="font-weight:400;">Thường </span><span style="font-weight:700;font-style:italic">đậm</span></p></b>`;
  expect(clean(html)).toBe("<p>Thường <b><i>đậm</i></b></p>");
});

test("letters are composed, also where Word cut a word before its accent", () => {
  expect(clean(`<p class=MsoNormal>${"Hội nghị Đà Nẵng".normalize("NFD")}</p>`)).toBe("<p>Hội nghị Đà Nẵng</p>");
  expect(clean("<p class=MsoNormal><span lang=VI>Ho</span><span>\u0323i</span></p>")).toBe("<p>Họi</p>");
});

test("links lead to the web or to mail, or they are text", () => {
  const link = (href: string) => `<a href="${href}" style="mso-x:y" target=_blank onclick="alert(1)">xem</a> `;
  const hrefs = ["https://hp.vn/?a=1&amp;b=2", "mailto:a@hp.vn", "javascript:alert(1)", "file:///C:/a.doc", "#_ftn1", "java\nscript:alert(1)"];
  expect(clean(`<p>${hrefs.map(link).join("")}<a name=b>xem</a></p>`)).toBe(
    `<p><a href="https://hp.vn/?a=1&amp;b=2">xem</a> <a href="mailto:a@hp.vn">xem</a> xem xem xem xem xem</p>`,
  );
});

test("lines of a text without marks stay lines", () => {
  expect(clean("<meta charset='utf-8'><pre>Một\nhai  ba</pre>")).toBe("<p>Một<br>hai ba</p>");
});

test("words outside any paragraph, and those after a list, are paragraphs", () => {
  expect(clean("Một<div>hai</div>ba<ul><li>bốn</li></ul> năm <hr>")).toBe("<p>Một</p><p>hai</p><p>ba</p><ul><li>bốn</li></ul><p>năm</p>");
  expect(clean("<script>x</script><p> </p>")).toBe("");
});

test("only what needs it is cleaned", () => {
  expect(needsCleaning(HEAD)).toBe(true);
  expect(["<table>", "<H1>", "<p class=MsoNormal>", "<o:p>", '<p style="mso-list:l0">', "<SCRIPT>"].every(needsCleaning)).toBe(true);
  expect(["", '<p style="color:red">Một</p>', "<h2>Một</h2>", "<thead>", "<blockquote>h1</blockquote>"].some(needsCleaning)).toBe(false);
});

test("what was copied from an article's own text is left to the editor", () => {
  expect(needsCleaning(`<meta charset='utf-8'><div data-draftjs-conductor-fragment='{"blocks":[]}'><h1>Một</h1></div>`)).toBe(false);
});
