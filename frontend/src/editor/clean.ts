/** Pasted HTML with the marks that an article's text may have, and nothing of a word processor's own. */

import { blocksOf } from "./blocks";
import { writeBlocks } from "./write";

const RUBBISH = /<(?:table|script|style|meta|link|title|xml|h1)\b|<[owv]:|\bmso-|class=["']?Mso/i;
/** Copied from a text block of ours: the editor knows best what it is. */
const OURS = /\sdata-(?:draftjs-conductor-fragment|editor)=/;

export const needsCleaning = (html: string): boolean => RUBBISH.test(html) && !OURS.test(html);

export const clean = (html: string): string =>
  writeBlocks(blocksOf(new DOMParser().parseFromString(html, "text/html")));
