/** Words, numbers and times as the reader's language writes them. The page loads /api/texts.js first. */

interface Catalogue {
  gettext(msgid: string): string;
  ngettext(one: string, many: string, count: number): string;
}

declare global {
  interface Window {
    django?: Catalogue;
  }
}

type Values = Record<string, string | number>;

const page = typeof document === "undefined" ? undefined : document;

export const language: "vi" | "en" = page?.documentElement.lang === "en" ? "en" : "vi";
const locale = language === "vi" ? "vi-VN" : "en-GB";
const zone = page?.documentElement.dataset["zone"] || undefined;

/** Return the text for an English `msgid`, with `{name}` filled from `values`. */
export function t(msgid: string, values: Values = {}): string {
  const text = (typeof window === "undefined" ? undefined : window.django)?.gettext(msgid) ?? msgid;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** `1.234,5` in Vietnamese. */
export const number = (value: number): string => whole.format(value);

/** A span of `seconds` as `03:10`, or `1:12:40` from an hour on; below zero with a minus. */
export function duration(seconds: number): string {
  const all = Math.floor(Math.abs(seconds));
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const two = (part: number) => String(part).padStart(2, "0");
  const text = hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
  return seconds <= -1 ? `−${text}` : text;
}

const clockFormat = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone });
const secondFormat = new Intl.DateTimeFormat(locale, {
  ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false, timeZone: zone },
});
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: zone });
const weekdayFormat = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: zone });

const WEEKDAYS: Record<string, string> = {
  ...{ Monday: "Thứ Hai", Tuesday: "Thứ Ba", Wednesday: "Thứ Tư", Thursday: "Thứ Năm" },
  ...{ Friday: "Thứ Sáu", Saturday: "Thứ Bảy", Sunday: "Chủ Nhật" },
};

const toDate = (moment: string | number): Date => new Date(moment);

/** `16:10` */
export const time = (moment: string | number): string => clockFormat.format(toDate(moment));

/** `16:10:05` */
export const timeOfDay = (moment: string | number): string => secondFormat.format(toDate(moment));

/** `28/04/2022` */
export const date = (moment: string | number): string => dayFormat.format(toDate(moment));

/** `16:10, Thứ Năm, 28/04/2022` */
export function dateAndTime(moment: string | number): string {
  const weekday = weekdayFormat.format(toDate(moment));
  return `${time(moment)}, ${language === "vi" ? WEEKDAYS[weekday] : weekday}, ${date(moment)}`;
}
