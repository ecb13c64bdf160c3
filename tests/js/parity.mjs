/** What the shipped scripts make of a payload, its days, pairs of days and views, for tests/test_parity.py. */

import { readFileSync } from "node:fs";

import { parameters, read, write } from "../../dashboard/assets/core/address.mjs";
import { between } from "../../dashboard/assets/core/between.mjs";
import { Calendar } from "../../dashboard/assets/core/calendar.mjs";
import { Model } from "../../dashboard/assets/core/model.mjs";
import { Pieces } from "../../dashboard/assets/core/pieces.mjs";

const [payload, days, pairs] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf-8")));
const model = new Model(payload);
const calendar = new Calendar(payload);
const pieces = new Pieces(model);
const name = (i) => model.territories[i].id;

/** What is different between two days, with the outcomes of treaties that made it so. */
const differences = (a, b) =>
  between(model, a, b).map(({ i, kind, by, outcomes }) => [
    name(i),
    kind,
    by.start,
    by.event,
    outcomes.map(({ treaty, outcome }) => `${treaty.id} ${outcome.to} ${outcome.article}`),
  ]);

/** Views that do not come back from their address. */
function lost() {
  const ids = new Map(payload.territories.map((one, i) => [one.id, i]));
  const known = parameters(calendar, ids, payload.layers, payload.views);
  const layers = new Set();
  const faults = [];
  for (const territory of [null, ...ids.keys()]) {
    for (let day = 0; day <= calendar.last; day += 97) {
      const found = read(write({ day, territory, layers }, known), known);
      const same = found.view.day === day && found.view.territory === territory;
      if (!same || found.faults.length) faults.push([day, territory]);
    }
  }
  return faults;
}

process.stdout.write(
  JSON.stringify({
    lost: lost(),
    pairs: pairs.map(([a, b]) => differences(a, b)),
    days: days.map((day, n) => ({
      state: model.state(day, (one) => calendar.iso(one)),
      fills: model.rowsOn(day).map((row) => (row.plain ? "" : row.paint)),
      handovers: model.handovers(day).map(({ i, before, after }) => [name(i), before.controller, after.controller]),
      shares: model.shares(day),
      certainty: model.certainty(day),
      edges: model.edgeKinds.map((column) => payload.kinds[column[model.at(day)]]),
      pieces: [...pieces.on(day).values()].map(({ polity, members }) => [polity, members.map(name)]),
      next: model.nextChange(day),
      previous: model.previousChange(day),
      // From a day some way before.
      differences: differences(days[Math.max(n - 13, 0)], day),
    })),
  }),
);
