/**
 * What the page is made of beside the map, the timeline and the cards.
 *
 * A part is a class, made once with the atlas. It keeps what is its own; what the whole
 * page shares stands in `atlas.view` and is changed by the atlas's own `jump`, `select`,
 * `show` and `set`. Everything a part has is optional:
 *
 * @typedef {object} Part
 * @property {import("./core/address.mjs").Parameter[]} [parameters] what it keeps in the address
 * @property {() => Object<string, () => void>} [acts] keys, as in ui/page/shortcuts.py
 * @property {(day: number) => void} [draw] follows the finger: at most once a frame, no layout
 * @property {(day: number) => void} [rest] what waits until the finger rests
 * @property {(view: string) => void} [show] the reader went to another view
 * @property {(territory: string|null) => void} [selected] its card was opened, or put away
 * @property {(layers: Set<string>) => void} [switched] layers were switched on or off
 * @property {(named: Set<string>) => void} [restore] `atlas.view` has other values; `named` are those
 *   that an address gave, none when they come from within
 * @property {() => void} [landed] the page shows what the address says: at first, after Back and Forward
 * @property {(territory: string|null) => void} [select] another territory is chosen, or none
 * @property {() => void} [retype] the letters have other widths than before
 * @property {() => boolean} [escape] close what lies on top; whether there was anything
 */

import { Compare } from "./views/compare.mjs";
import { Cite } from "./export/cite.mjs";
import { Embed } from "./export/embed.mjs";
import { Export } from "./export/dialog.mjs";
import { Extent } from "./map/extent.mjs";
import { Found } from "./cards/searchResult.mjs";
import { History } from "./cards/history.mjs";
import { Menu } from "./page/menu.mjs";
import { Paper } from "./export/paper.mjs";
import { Projector } from "./lecture/projector.mjs";
import { Search } from "./cards/search.mjs";
import { Share } from "./export/share.mjs";
import { Sheet } from "./page/bottomSheet.mjs";
import { Story } from "./lecture/story.mjs";
import { Strips } from "./views/strips.mjs";
import { Summary } from "./cards/summary.mjs";
import { Table } from "./views/table.mjs";
import { Timeline } from "./timeline/timeline.mjs";
import { Treaties } from "./cards/treaties.mjs";

/** @type {Array<new (atlas: any) => Part>} */
export const PARTS = [
  Story, Timeline, Strips, Treaties, Found, History, Search, Extent, Compare, Table, Summary, Cite, Export, Share, Paper, Projector, Embed, Menu, Sheet,
];
