/** The field's words for what the wire says in codes. */

import { t } from "./i18n";
import type { ItemStatus, Phase, StatementStatus, TroubleKind, TroubleStatus } from "./room/types";
import type { Quality } from "./api-types";

export const phaseWord = (phase: Phase): string =>
  ({
    closed: t("Not open yet"),
    open: t("Room open, not started"),
    live: t("LIVE"),
    paused: t("Paused"),
    ended: t("Ended"),
  })[phase];

export const itemWord = (status: ItemStatus): string =>
  ({ waiting: t("Waiting"), running: t("Running"), done: t("Done"), skipped: t("Skipped") })[status];

export const statementWord = (status: StatementStatus): string =>
  ({
    registered: t("Waits for approval"),
    approved: t("Approved"),
    called_up: t("Get ready to speak"),
    speaking: t("Speaking"),
    done: t("Has spoken"),
    declined: t("Not accepted"),
    withdrawn: t("Withdrawn"),
  })[status];

export const TROUBLE_KINDS: TroubleKind[] = ["picture", "sound", "link", "power", "other"];

export const troubleWord = (kind: TroubleKind): string =>
  ({ picture: t("Picture"), sound: t("Sound"), link: t("Network link"), power: t("Power"), other: t("Something else") })[kind];

export const troubleStatusWord = (status: TroubleStatus): string =>
  ({ reported: t("Reported"), taken: t("Being dealt with"), solved: t("Solved") })[status];

export const qualityWord = (quality: Quality): string =>
  ({ good: t("Good link"), fair: t("Fair link"), poor: t("Weak link") })[quality];
