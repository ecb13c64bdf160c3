/** What sources count of an event: the killed, the displaced, goods that were sent; and whose numbers they are. */

import { format, h } from "../page/dom.mjs";

/** @import { Figure } from "../core/contract.d.ts" */
/** @import { Cards } from "./cards.mjs" */

/**
 * @param {readonly Figure[]} figures
 * @param {Cards} cards
 */
export const rows = (figures, cards) => figures.map((figure) => row(figure, cards));

/** `Killed: 4,000 or more, in April and May`, whose number that is, and its evidence.
 * @param {Figure} figure
 * @param {Cards} cards */
function row(figure, cards) {
  const number = range(figure, cards);
  return h(
    "li",
    {},
    h("p", {}, `${cards.t[`figure.${figure.kind}`]}: ${[number, figure.what].filter(Boolean).join(" ")}`),
    h("p", { class: "muted" }, figure.whose),
    figure.note ? h("p", { class: "note" }, figure.note) : null,
    cards.evidence({ certainty: figure.certainty, sources: [...figure.sources] }),
  );
}

/** `4,000 or more`, `up to 18,000`, `500–30,000` or a single number.
 * @param {Pick<Figure, "least"|"most">} figure
 * @param {Pick<Cards, "numbers"|"t">} cards
 */
export function range({ least, most }, { numbers, t }) {
  if (most === null) return format(t["figure.least"], { number: numbers.format(least ?? 0) });
  if (least === null) return format(t["figure.most"], { number: numbers.format(most) });
  return least === most ? numbers.format(most) : `${numbers.format(least)}–${numbers.format(most)}`;
}
