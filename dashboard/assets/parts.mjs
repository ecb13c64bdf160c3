/**
 * What the page is made of beside the map, the timeline and the cards, and who comes first where
 * several parts want the same.
 *
 * A part is a class, made once with the atlas; `Part` in core/store.mjs says what it may have. It
 * keeps what is its own; what the whole page shares stands in the view of the store.
 */

import { Correction } from "./cards/correction.mjs";
import { History } from "./cards/history.mjs";
import { Readings } from "./cards/readings.mjs";
import { Search } from "./cards/search.mjs";
import { Found } from "./cards/searchResult.mjs";
import { Summary } from "./cards/summary.mjs";
import { Treaties } from "./cards/treaties.mjs";
import { Bridge } from "./dash.mjs";
import { Cite } from "./export/cite.mjs";
import { Export } from "./export/dialog.mjs";
import { Embed } from "./export/embed.mjs";
import { Paper } from "./export/paper.mjs";
import { Share } from "./export/share.mjs";
import { Projector } from "./lecture/projector.mjs";
import { OwnLesson } from "./lecture/ownLesson.mjs";
import { Quiz } from "./lecture/quiz.mjs";
import { Lecture } from "./lecture/story.mjs";
import { Extent } from "./map/extent.mjs";
import { Sheet } from "./page/bottomSheet.mjs";
import { Introduction } from "./page/introduction.mjs";
import { Menu } from "./page/menu.mjs";
import { Timeline } from "./timeline/timeline.mjs";
import { Compare } from "./views/compare.mjs";
import { Strips } from "./views/strips.mjs";
import { Table } from "./views/table.mjs";

/** @import { Atlas } from "./atlas.mjs" */
/** @import { Part } from "./core/store.mjs" */

/**
 * In the order of the phases, of the parameters in the address and of the tools in the header. The
 * lecture is first: it sets what the others show. What brings a part of the map near follows in the
 * order in which the later wins.
 *
 * @type {Record<string, new (atlas: Atlas) => Part>}
 */
export const PARTS = {
  lecture: Lecture,
  timeline: Timeline,
  strips: Strips,
  treaties: Treaties,
  found: Found,
  history: History,
  readings: Readings,
  quiz: Quiz,
  own: OwnLesson,
  search: Search,
  extent: Extent,
  compare: Compare,
  table: Table,
  summary: Summary,
  correction: Correction,
  cite: Cite,
  export: Export,
  share: Share,
  paper: Paper,
  projector: Projector,
  embed: Embed,
  menu: Menu,
  introduction: Introduction,
  sheet: Sheet,
  dash: Bridge,
};

/** What Escape closes, the first that is open: dialogs, which lie over all else, then what lies over
 * the map, the smaller before the larger; the card of the territory last. */
export const ESCAPE = [
  "help",
  "stories",
  "search",
  "correction",
  "cite",
  "export",
  "share",
  "menu",
  "preview",
  "quiz",
  "own",
  "lecture",
  "treaty",
  "found",
  "history",
  "projector",
  "layers",
  "introduction",
  "notices",
  "card",
];

/** Keys that several want, with their owners, the first first: a lecture steps by its stops.
 * @type {Record<string, string[]>} */
export const SHARED_KEYS = {
  ArrowRight: ["lecture", "page"],
  ArrowLeft: ["lecture", "page"],
  PageDown: ["lecture", "projector", "page"],
  PageUp: ["lecture", "projector", "page"],
};
