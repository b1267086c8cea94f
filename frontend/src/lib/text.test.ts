import { expect, test } from "vitest";
import { ServerClock } from "./clock";
import { fold } from "./fold";
import { date, dateAndTime, duration, number, t } from "./i18n";

test("fold finds Hoà Bình under every spelling", () => {
  const spellings = ["Hoà Bình", "Hòa Bình", "hoa binh", "HOÀ  BÌNH ", "Hòa Bình".normalize("NFD")];
  expect(new Set(spellings.map(fold))).toEqual(new Set(["hoa binh"]));
  expect(fold("Đắk Lắk")).toBe("dak lak");
});

test("numbers and dates are written as in Vietnam", () => {
  expect(number(31208)).toBe("31.208");
  expect(number(1234.5)).toBe("1.234,5");
  expect(date("2022-04-28T09:10:00.000Z")).toBe("28/04/2022");
  expect(dateAndTime("2022-04-28T09:10:00.000Z")).toContain("Thứ Năm, 28/04/2022");
});

test.each([
  [0, "00:00"],
  [725.9, "12:05"],
  [4360, "1:12:40"],
  [-65, "−01:05"],
  [-0.5, "00:00"],
])("duration of %d s is %s", (seconds, text) => expect(duration(seconds)).toBe(text));

test("values stand in the text, whole numbers with their points", () => {
  expect(t("{count} venues", { count: 3355 })).toBe("3.355 venues");
  expect(t("{name} and {other}", { name: "Huế" })).toBe("Huế and {other}");
});

test("clock takes the least late of what the server wrote", () => {
  const clock = new ServerClock();
  const server_ms = Date.parse("2022-04-28T01:00:00.000Z");
  clock.note("2022-04-28T01:00:00.000Z", server_ms - 5000 + 900);
  clock.note("2022-04-28T01:00:00.000Z", server_ms - 5000 + 40);
  clock.note("rubbish", 0);
  expect(clock.offset_ms).toBe(4960);
});
