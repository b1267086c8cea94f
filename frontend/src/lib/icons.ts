/** The icons of the product, drawn for it; Django's templates read the same file. */

import icons from "../../../src/diemcau/core/icons.json";

export type IconName = keyof typeof icons;

export const pathOf = (name: IconName): string => icons[name];
