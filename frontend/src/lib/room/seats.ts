/** The venues with their contacts, which are no part of the room's state: what rows of the log change in them. Pure. */

import type { Seat, Seats } from "../api-types";
import type { Envelope } from "./types";

/** Return the venues after `row`, as in src/diemcau/room/evolve.py; a row that says nothing of them leaves them. */
export function seatsAfter(seats: Seat[], { type, data }: Envelope): Seat[] {
  if (type === "room.venue.added" && data.seat) return [...seats, data.seat as Seat];
  if (type !== "room.venue.contacts_changed") return seats;
  const { chair, operator, phone, quota } = data as Pick<Seat, "chair" | "operator" | "phone" | "quota">;
  return seats.map((seat) => (seat.key === data.venue ? { ...seat, chair, operator, phone, quota } : seat));
}

/** Return fetched venues with what was heard while they were on their way. */
export function catchUp({ head, venues }: Seats, heard: Envelope[]): Seat[] {
  return heard.filter((row) => row.seq > head).reduce(seatsAfter, venues);
}

export const isOfSeats = (row: Envelope): boolean => row.type.startsWith("room.venue.");
