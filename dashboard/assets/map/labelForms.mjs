/** The forms of names on the map: their elements, and where from its object a name may stand. */

import { s } from "../page/dom.mjs";

/** @typedef {{name: string, xy: number[], rank?: number, today?: string, abroad?: boolean, leads?: boolean}} PlaceSign */

/** Space between letters in em, the best first. */
export const SPREAD = {
  large: [0.62, 0.42, 0.26, 0.13],
  usual: [0.22, 0.13, 0.07],
  unit: [0.02],
  union: [0.7, 0.45, 0.25],
};
/** Half the height that a line of capitals needs, as a part of its size. */
export const HALF = 0.55;
export const LEADING = 1.12;
/** Where the name of a small land may stand from it, in pixels, the nearest first. */
export const LEADERS = [34, 48, 62, 76].flatMap((far) =>
  [
    [-1, 0.45],
    [-1, -0.3],
    [1, 0.35],
    [1, -0.35],
    [-0.75, 0.8],
    [0.75, 0.8],
    [-0.7, -0.8],
    [0.7, -0.8],
  ].map(([x, y]) => [x * far, y * far]),
);
/** Where the name of a sea may stand from its middle, in widths of the map: on a phone, where all
 * of a sea is a few letters wide, a step of so many pixels would end on land. */
export const SEA_SPOTS = [
  [0, 0],
  [0, 0.03],
  [-0.03, 0.04],
  [0.03, 0.04],
  [0, -0.03],
  [-0.03, 0],
];

/** A text of several words as two lines of about the same length, or null.
 * @param {string} text */
export function halves(text) {
  const words = text.split(" ");
  const ways = words.slice(1).map((_, n) => [words.slice(0, n + 1).join(" "), words.slice(n + 1).join(" ")]);
  /** @param {string[]} lines */
  const longest = (lines) => Math.max(...lines.map((line) => line.length));
  return ways.sort((a, b) => longest(a) - longest(b))[0] ?? null;
}

/** What tells the node of a place from all others.
 * @param {PlaceSign} place */
export const placeKey = ({ name, xy }) => `place|${name}|${xy}`;

/** @param {PlaceSign} place */
export function placeNode(place) {
  const names = [s("tspan", { x: 6, dy: "0.35em" }, place.name)];
  if (place.today) names.push(s("tspan", { x: 6, dy: "1em", class: "today" }, place.today));
  const sign =
    place.rank === 1
      ? s("rect", { x: -3.5, y: -3.5, width: 7, height: 7 })
      : s("circle", { r: place.rank === 2 ? 2.8 : 2.1 });
  return s("g", { class: `place rank${place.rank}${place.abroad ? " abroad" : ""}` }, sign, s("text", {}, ...names));
}

/** A name at the end of a line from its land, which is at the origin.
 * @param {string} text
 * @param {number} dx
 * @param {number} dy */
export function leaderNode(text, dx, dy) {
  const line = { x1: 0, y1: 0, x2: dx, y2: dy };
  return s(
    "g",
    { class: "council" },
    s("line", { ...line, class: "casing" }),
    s("line", line),
    s("circle", { r: 2 }),
    s("text", { x: dx < 0 ? dx - 3 : dx + 3, y: dy, dy: "0.35em", "text-anchor": dx < 0 ? "end" : "start" }, text),
  );
}
