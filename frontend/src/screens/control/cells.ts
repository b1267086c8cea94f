/** How a venue's state looks and what it is called. */

import { t } from "$lib/i18n";
import type { IconName } from "$lib/icons";
import type { CellState } from "./wall";

export const CELL_ICONS: Record<CellState, IconName> = {
  air: "air",
  ask: "hand",
  trouble: "trouble",
  lost: "link-off",
  poor: "signal",
  good: "link",
  unknown: "clock",
};

/** The class that gives the colour of a status. */
export const CELL_CLASSES: Record<CellState, string> = {
  air: "is-air",
  ask: "is-ask",
  trouble: "is-trouble",
  lost: "is-lost",
  poor: "is-trouble",
  good: "is-good",
  unknown: "",
};

export const cellWord = (state: CellState): string =>
  ({
    air: t("has the floor"),
    ask: t("asks for the floor"),
    trouble: t("trouble"),
    lost: t("not connected"),
    poor: t("weak link"),
    good: t("connected"),
    unknown: t("loading …"),
  })[state];
