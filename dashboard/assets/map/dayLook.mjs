/**
 * How a day looks: the one place that says which territory wears which paint, which boundary which
 * look, and what stands. painter.mjs sets it on the paths of the page; while the day moves it goes
 * as numbers to the canvas of motion.mjs.
 */

import { holds } from "../core/model.mjs";

/** @import { Line, Look, Paint, Payload, Row } from "../core/contract.d.ts" */
/** @import { Model } from "../core/model.mjs" */

/** What a territory wears, or null where it is left plain: the backdrop is coloured only when another
 * power than its own holds it.
 * @param {Payload} payload
 * @param {Row} row
 * @returns {Paint|null} */
export const paintOf = ({ paints }, row) => (row.plain ? null : paints[row.paint]);

/** What a boundary wears, or undefined where none is drawn; one that is conjecture looks it.
 * @param {Payload} payload
 * @param {number} e of the edge
 * @param {number} number of what it parts, see `kinds` of the payload
 * @returns {Look|undefined} */
export const lookOf = ({ kinds, looks, uncertain }, e, number) =>
  looks[e in uncertain ? `${kinds[number]}-doubtful` : kinds[number]];

/** Whether the band of a power is seen along a frontier: inside its own land it is not.
 * @param {Model} model
 * @param {Row} row of the territory that the band lies in
 * @param {string} role of the power */
export const bandSeen = (model, row, role) => model.role(row.controller) !== role;

/** Whether a line of a treaty or a front is there.
 * @param {Line} line
 * @param {number} day */
export const lineSeen = ({ start, end }, day) => holds(start, end, day);
