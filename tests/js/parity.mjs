/** What the shipped scripts make of a payload on every day, as JSON for tests/test_parity.py. */

import { readFileSync } from "node:fs";

import { between } from "../../dashboard/assets/core/between.mjs";
import { Calendar } from "../../dashboard/assets/core/calendar.mjs";
import { Model } from "../../dashboard/assets/core/model.mjs";
import { Pieces } from "../../dashboard/assets/core/pieces.mjs";

const [payload, days] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf-8")));
const model = new Model(payload);
const calendar = new Calendar(payload);
const pieces = new Pieces(model);
const name = (i) => model.territories[i].id;

process.stdout.write(
  JSON.stringify(
    days.map((day, n) => ({
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
      differences: between(model, days[Math.max(n - 13, 0)], day).map(({ i, kind, by, outcomes }) => [
        name(i),
        kind,
        by.start,
        outcomes.map(({ treaty }) => treaty.id),
      ]),
    })),
  ),
);
