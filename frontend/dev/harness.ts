/**
 * Look at a screen without a server: `npm run dev`, then
 * /assets/dev/harness.html?screen=control&scene=busy&venues=759&lang=vi&theme=dark
 * The scenes are made up here and reach no build.
 */

import { mount, type Component } from "svelte";
import "../src/styles/style.css";
import districts from "../../src/diemcau/units/data/units-2024.csv?raw";
import type { Seat } from "../src/lib/api-types";
import { EMPTY, type RoomState } from "../src/lib/room/types";

const asked = new URLSearchParams(location.search);
const ask = (name: string, otherwise: string) => asked.get(name) ?? otherwise;
document.documentElement.lang = ask("lang", "vi");
if (asked.get("theme")) document.documentElement.dataset["theme"] = ask("theme", "");

const catalogue = (await import("../locale/vi/LC_MESSAGES/djangojs.po?raw").catch(() => ({ default: "" }))).default;
const texts = new Map([...catalogue.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm)].map((found) => [found[1]!, found[2]!]));
const unescape = (text: string) => text.replace(/\\"/g, '"');
if (ask("lang", "vi") === "vi") {
  const escaped = (text: string) => text.replace(/"/g, '\\"');
  window.django = { gettext: (id) => unescape(texts.get(escaped(id)) ?? id), ngettext: (one) => one };
}

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

function seats(most: number): Seat[] {
  const rows = districts.trim().split("\n").slice(1).map((line) => line.split(","));
  const provinces = new Map(rows.filter((row) => row[2] === "province").map((row) => [row[0]!, row[3]!]));
  const parents = new Map(rows.map((row) => [row[0]!, row[1]!]));
  const level = most > 800 ? ["province", "commune"] : ["province", "district"];
  return rows
    .filter((row) => level.includes(row[2]!))
    .map((row, n) => {
      const district = row[2] === "commune" ? parents.get(row[1]!)! : row[1]!;
      const branch = row[2] === "province" ? row[0]! : district;
      return {
        ...{ key: `v${n}`, name: row[3]!, unit: n, level: row[2]!, branch, branch_name: provinces.get(branch) ?? branch },
        ...{ chair: "Giám đốc trung tâm", operator: "Cán bộ kỹ thuật", phone: `0225 3${String(n).padStart(6, "0")}` },
        ...{ quota: 40, is_main: n === 0 },
      };
    })
    .sort((a, b) => a.branch.localeCompare(b.branch))
    .slice(0, most);
}

function scene(name: string, all: Seat[]): RoomState {
  if (name === "closed") return { ...EMPTY };
  const agenda = [
    ["opening", "Khai mạc, giới thiệu đại biểu", "", 15],
    ["topic", "Chuyên đề 1: Chương trình bồi dưỡng nhận thức về Đảng", "PGS. TS, Tổng Thư ký Hội đồng Lý luận", 30],
    ["topic", "Chuyên đề 2: Bồi dưỡng lý luận chính trị cho đảng viên mới", "PGS. TS, Tổng Thư ký Hội đồng Lý luận", 45],
    ["report", "Báo cáo giao ban công tác giáo dục lý luận chính trị", "Vụ trưởng", 30],
    ["discussion", "Thảo luận: khó khăn, vướng mắc ở cơ sở", "", 60],
    ["conclusion", "Kết luận hội nghị", "Chủ trì", 20],
  ].map(([kind, title, speaker, minutes], n) => ({
    ...{ key: `i${n}`, kind: String(kind), title: String(title), speaker: String(speaker), planned_minutes: Number(minutes) },
    status: (["done", "running"] as const)[n] ?? ("waiting" as const),
    started_at: n === 0 ? ago(2400) : n === 1 ? ago(1450) : null,
    finished_at: n === 0 ? ago(1500) : null,
  }));
  const open: RoomState = {
    ...EMPTY,
    ...{ seq: 40, phase: "open", title: document.title, opened_at: ago(9000), starts_at: ago(-754), desk_phone: "024 3823 4567" },
    ...{ venue_count: all.length, agenda: agenda.map((item) => ({ ...item, status: "waiting" as const, started_at: null })) },
  };
  if (name === "open") return open;
  const ended = { phase: "ended" as const, ended_at: ago(60) };
  const venue = (n: number) => ({ venue: all[n]!.key, venue_name: all[n]!.name, unit: all[n]!.unit });
  return {
    ...open,
    ...{ phase: name === "paused" ? "paused" : "live", started_at: ago(2410), agenda, spoken: { [all[20]!.unit]: 1 } },
    ...(name === "paused" ? { paused_at: ago(100), pause_note: "Nghỉ giải lao đến 9 giờ 45" } : {}),
    requests: [12, 20, 33, 47, 90, 131, 200].map((n, place) => ({
      ...{ key: `r${n}`, ...venue(n), topic: place === 1 ? "Thời lượng của chuyên đề" : "", at: ago(130 - place * 15) },
    })),
    floor: name === "calm" ? null : {
      ...{ key: "g1", ...venue(name === "air" ? 3 : 55), statement: null, granted_at: ago(190), limit_s: 300, deadline_at: ago(-110) },
    },
    statements: [
      { key: "s1", ...venue(60), title: "Kinh nghiệm mở lớp ở cơ sở", speaker: "Giám đốc Trung tâm chính trị", status: "called_up", announced: true, reason: "" },
      { key: "s2", ...venue(3), title: "Khó khăn ở địa bàn miền núi", speaker: "Trưởng ban", status: name === "calm" ? "called_up" : "approved", announced: true, reason: "" },
      { key: "s3", ...venue(80), title: "Đội ngũ giảng viên kiêm chức", speaker: "Phó Giám đốc", status: "registered", announced: false, reason: "" },
    ],
    notices: [
      { key: "n1", audience: "all", audience_name: "", venues: [], screen: "operators", text: "Đề nghị các điểm cầu tắt micro khi không phát biểu.", at: ago(600), until_at: null },
      { key: "n2", audience: "all", audience_name: "", venues: [], screen: "halls", text: "Hội nghị nghỉ giải lao lúc 9 giờ 30.", at: ago(10), until_at: ago(-600) },
    ],
    troubles: [
      { key: "t1", ...venue(3), kind: "sound", details: "Tiếng nhỏ, có tiếng hú", status: "taken", at: ago(300), by: "Bàn kỹ thuật 1", taken_at: ago(200), solved_at: null, note: "" },
      { key: "t2", ...venue(140), kind: "link", details: "", status: "reported", at: ago(70), by: "", taken_at: null, solved_at: null, note: "" },
      { key: "t3", ...venue(141), kind: "power", details: "", status: "solved", at: ago(900), by: "Bàn kỹ thuật 1", taken_at: ago(880), solved_at: ago(700), note: "Đã có điện" },
    ],
    messages: [
      { key: "m1", venue: all[3]!.key, side: "venue", by: "", text: "Micro chính bị hú, đề nghị hướng dẫn.", at: ago(290) },
      { key: "m2", venue: all[3]!.key, side: "desk", by: "Bàn kỹ thuật 1", text: "Đồng chí giảm âm lượng loa, để micro cách loa 2 m.", at: ago(180) },
    ],
    ...(name === "ended" ? ended : {}),
  };
}

const STAFF = ["open", "start", "pause", "resume", "end", "start_item", "finish_item", "skip_item", "request_floor", "withdraw_request", "grant_floor", "extend_floor", "finish_floor", "approve_statement", "order_statements", "call_up_statements", "send_notice", "report_trouble", "take_trouble", "solve_trouble", "send_message", "report_head_count"];
const VENUE = ["request_floor", "withdraw_request", "register_statement", "withdraw_statement", "report_trouble", "send_message", "report_head_count", "see_notice"];

async function show(): Promise<void> {
  document.title = "Hội nghị trực tuyến toàn quốc tập huấn, giao ban công tác giáo dục lý luận chính trị năm 2022";
  const began = performance.now();
  const screen = ask("screen", "control") as "control" | "hall" | "remote" | "stage";
  if (screen === "hall") document.documentElement.dataset["theme"] = "dark";
  const isStaff = screen === "control" || screen === "stage";
  const { Room } = await import("../src/lib/room/room.svelte");
  const all = seats(Number(ask("venues", "759")));
  const own = all[3]!;
  const me = { kind: isStaff ? "staff" : "venue", venue: isStaff ? null : own.key, name: isStaff ? "Ban Thư ký" : own.name, device: null, may: isStaff ? STAFF : VENUE } as const;
  const room = new Room({ slug: "demo", title: document.title, me: { ...me, may: [...me.may] } });
  const boot = { slug: "demo", title: document.title, starts_at: ago(-754), desk_phone: "024 3823 4567", place: "Hà Nội", face: screen, me: room.me, entry_url: "/v", workspace_url: "/app/", conference_url: "/app/" };
  room.seats = all;
  room.loadSeats = async () => undefined;
  if (ask("known", "1") === "1") {
    room.state = scene(ask("scene", "busy"), all);
    room.isKnown = true;
  }
  room.connected = all.length - 17;
  room.delegates = 31208;
  room.links = { at: ago(2), isWhole: true, venues: new Map(all.filter((_, n) => n % 45 !== 7).map((seat, n) => [seat.key, { on: n % 61 !== 5, q: n % 83 === 9 ? "poor" : "good", bh: 3.2, r: "720p", st: 0, at: ago(4) }] as const)) };
  room.tallies = { head_counts: Object.fromEntries(all.filter((_, n) => n % 19).map((seat, n) => [seat.key, 30 + (n % 25)])), seen: { n1: 711 } };
  const link = ask("link", "live");
  room.link = link === "live" ? { kind: "live" } : link === "refused" ? { kind: "refused", message: "Đường dẫn của điểm cầu đã bị thu hồi." } : { kind: link as "lost", attempt: 3, since_ms: Date.now() - 12_000 };
  setInterval(() => (room.now_ms = Date.now()), 500);
  const screens = import.meta.glob<{ default: Component<never> }>("../src/screens/*/[A-Z]*.svelte");
  const file = `../src/screens/${screen}/${screen[0]!.toUpperCase()}${screen.slice(1)}.svelte`;
  const { default: component } = await screens[file]!();
  const loaded = performance.now();
  mount(component as Component<object>, { target: document.getElementById("screen")!, props: { room, boot } });
  requestAnimationFrame(() => requestAnimationFrame(() => console.info("painted", { load: Math.round(loaded - began), mount: Math.round(performance.now() - loaded) })));
  Object.assign(window, { room });
}

void show();
