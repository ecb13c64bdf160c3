// Written by `make contract` from dashboard/ui/browser/contract/: change it there.

/**
 * A file: what a row of it is called, by ``named`` fields of it, and how it is identified.
 */
export interface Correctable {
  title: string;
  key: string[];
  named: string[];
  fields: CorrectableField[];
}

/**
 * A column that a reader may correct; ``choices`` names a list of ``Corrections``, or is "".
 *
 * ``kind``: ``day``, ``choice`` or ``text``. ``optional``: of a choice, whether the cell may be
 * empty. ``wording``: it is a text in a language, which may
 * be written better without a source.
 */
export interface CorrectableField {
  name: string;
  label: string;
  kind: string;
  choices: string;
  optional: boolean;
  wording: boolean;
}

/**
 * ``subjects``: by kind of card its files, each with the column of its id and whether only the
 * rows count that hold on the day. ``works``: key in sources.bib and short name.
 */
export interface Corrections {
  atlas: string;
  version: string;
  files: Record<string, Correctable>;
  subjects: Record<string, [string, string, boolean][]>;
  choices: Record<string, [string, string][]>;
  works: [string, string][];
}

/**
 * ``address`` without the suffix; ``held``: it differs between readings; ``kb`` by suffix.
 */
export interface DataKind {
  id: string;
  name: string;
  address: string;
  held: boolean;
  kb: Record<string, number>;
}

/**
 * ``base``: what links begin with, empty for the page's own address. ``local``: a pattern of
 * the hosts that mean this computer, ``network``: of those that only their network knows.
 * ``prose``: the styles that people read.
 */
export interface Exports {
  citation: string;
  base: string;
  local: string;
  network: string;
  styles: [string, string][];
  prose: string[];
  formats: Record<string, string>;
  data: DataKind[];
  film: Film;
  sheet: Sheet;
}

/**
 * ``days``: the first and the last day of the film of a frozen site, as its language writes
 * them; ``subtitles``: the languages that it has them in.
 */
export interface Film {
  kinds: string[];
  by: string[];
  sizes: [number, number][];
  days: string[];
  subtitles: string[];
}

/**
 * ``sizes``: id, name, width and height in mm; ``parts``: id and name of what stands around
 * the map; ``figures`` are those of the strips through time; ``earth``: west, south, east, north
 * in degrees; ``degrees``: the longest side of a part of the map; ``pixels`` is the most that
 * a picture has.
 */
export interface Sheet {
  kinds: string[];
  figures: string[];
  kb: Record<string, number>;
  sizes: [string, string, number, number][];
  parts: [string, string][];
  mm: [number, number];
  dpi: [number, number];
  earth: [number, number, number, number];
  degrees: number;
  pixels: number;
}

/**
 * What depends on the change day alone; see :mod:`dashboard.ui.browser.days`.
 */
export interface Days {
  kinds: string[];
  edgeKinds: number[][];
  pieces: number[][];
  shares: Record<string, number[][]>;
  certainty: Record<string, number[]>;
}

/**
 * Longitude and latitude of ``size`` by ``size`` points, row by row from the south-west.
 *
 * The first is at ``west``, ``south`` metres; ``across`` and ``up`` are the steps.
 */
export interface DegreeGrid {
  west: number;
  south: number;
  across: number;
  up: number;
  size: number;
  lon: number[];
  lat: number[];
}

/**
 * What the map alone needs beside the history; ``casing`` is a colour.
 *
 * ``claimDashes``: dash and phase of each claimant, by how many they are. ``zoom`` in pixels a
 * metre, by kind of mark.
 */
export interface Drawing {
  looks: Record<string, Look>;
  casing: string;
  casingOpacity: number;
  claimDashes: [string, number][][];
  zoom: Record<string, number>;
  sizes: Sizes;
  grid: Grid;
  degrees: DegreeGrid;
  unions: string[];
}

/**
 * Which territory each cell lies in; see :func:`dashboard.ui.browser.drawing.grid`.
 */
export interface Grid {
  cell: number;
  columns: number;
  rows: number;
  west: number;
  north: number;
  runs: number[];
}

export interface Layer {
  id: string;
  on: boolean;
}

export interface Line {
  uid: string;
  layer: string;
  name: string;
  basis: string;
  start: number | null;
  end: number | null;
  kind: string;
  status: "in_force" | "signed" | "not_ratified" | "not_applied" | "control" | "superseded";
  grade: "A" | "B" | "C" | "D" | "";
}

/**
 * A line: CSS pixels; ``dash`` as SVG wants it, empty for solid.
 */
export interface Look {
  color: string;
  width: number;
  dash: string;
  casing: number;
  opacity: number;
}

/**
 * A surrounding land; ``spots`` are x, y and the distance to its edge, the roomiest first.
 *
 * ``names``: as of a place, without today's.
 */
export interface Outside {
  names: [number, string, string][];
  spots: [number, number, number][];
}

/**
 * ``fill`` as CSS, ``pattern`` as markup of SVG, empty when there is none.
 */
export interface Paint {
  role: string;
  fill: string;
  pattern: string;
}

/**
 * ``zoom``: named above so many pixels a metre. ``names``: day from which it has a name, the
 * name, and today's name where it differs; the first from the first day.
 */
export interface Place {
  id: string;
  names: [number, string, string][];
  rank: number;
  zoom: number;
  kind: "capital" | "city" | "town" | "village" | "station" | "fort";
  leads: boolean;
  abroad: boolean;
  xy: [number, number];
}

/**
 * A station or a pass.
 */
export interface RailStop {
  kind: "station" | "pass";
  name: string;
  xy: [number, number];
}

/**
 * What the ground is measured by, in metres, ``names`` in km²: look/reach.py.
 */
export interface Sizes {
  window: [number, number];
  event: number;
  beside: number;
  around: number;
  treaty: number;
  names: [number, number, number];
}

export interface Water {
  name: string;
  kind: string;
  rank: number;
  xy: [number, number];
}

/**
 * ``basis``: number of the text in ``bases`` of the payload, since many rest on the same.
 */
export interface Boundary {
  neighbour: string;
  grade: "A" | "B" | "C" | "D";
  basis: number;
}

export interface Claim {
  claimant: string;
  start: number;
  end: number | null;
  certainty: "high" | "medium" | "low";
  sources: [string, string][];
  note: string;
}

/**
 * The text of an article; ``territories`` are those of the outcomes that rest on it.
 */
export interface Clause {
  article: string;
  language: string;
  text: string;
  territories: string[];
  line: string;
  sources: [string, string][];
  note: string;
}

/**
 * The days before and after a treaty.
 */
export interface Comparison {
  treaty: string;
  before: number;
  after: number;
}

/**
 * Days on which a reading has another holder or status of a territory than the atlas.
 */
export interface Difference {
  territory: string;
  start: number;
  end: number | null;
  atlas: Holding;
  other: Holding;
  certainty: "high" | "medium" | "low";
  sources: [string, string][];
  note: string;
}

export interface HistoricEvent {
  id: string;
  day: number;
  dating: string;
  alt: string;
  category: string;
  tier: number;
  title: string;
  description: string;
  place: string;
  xy: [number, number] | null;
  territories: string[];
  certainty: "high" | "medium" | "low";
  sources: [string, string][];
  note: string;
}

export interface Holding {
  controller: string;
  status: string;
}

export interface Milestone {
  event: string;
  label: string;
}

export interface Outcome {
  territory: string;
  from: string;
  to: string;
  kind: string;
  article: string;
  certainty: "high" | "medium" | "low";
  sources: [string, string][];
  note: string;
  former: string | null;
  held: "" | "since" | "from" | "never";
  start: number | null;
}

/**
 * ``paint`` is the key of the paint of land that it holds and governs.
 */
export interface Polity {
  name: string;
  short: string;
  role: string;
  paint: string;
}

/**
 * Another reading of what sources dispute.
 */
export interface Reading {
  id: string;
  name: string;
  differences: Difference[];
}

/**
 * A power: colours of its land, of its lines, and of letters on land of any power.
 */
export interface Role {
  name: string;
  fill: string;
  ink: string;
  deep: string;
}

/**
 * A row of the table of control.
 *
 * ``plain`` is land of the backdrop that is drawn as its neighbour; with a ``handover`` it goes
 * to another polity.
 */
export interface Row {
  start: number;
  end: number | null;
  controller: string;
  status: string;
  second: string;
  certainty: "high" | "medium" | "low";
  dating: string;
  alt: string;
  event: string;
  sources: [string, string][];
  note: string;
  paint: string;
  plain: boolean;
  handover: boolean;
}

export interface Source {
  short: string;
  title: string;
  lang: string;
  url: string;
  reading: "read" | "excerpt" | "cited" | "unverified";
  kind: "scholarly" | "primary" | "encyclopaedia" | "reference" | "press" | "popular" | "wiki" | "";
}

/**
 * ``box`` is the part of the map that is shown, None for the whole; ``minutes`` is the planned
 * time, ``short`` whether the stop is of the short route.
 */
export interface Stop {
  day: number;
  title: string;
  text: string;
  question: string;
  answer: string;
  notes: string;
  minutes: number | null;
  short: boolean;
  events: string[];
  territory: string | null;
  treaty: string | null;
  layers: string[] | null;
  box: number[] | null;
}

export interface Story {
  id: string;
  title: string;
  summary: string;
  stops: Stop[];
}

/**
 * ``backdrop``: land around the subject of the atlas, counted nowhere.
 */
export interface Territory {
  id: string;
  name: string;
  today: string;
  region: string;
  note: string;
  km2: number;
  xy: [number, number];
  backdrop: boolean;
  boundaries: Boundary[];
  rows: Row[];
  claims: Claim[];
}

export interface Treaty {
  id: string;
  event: string;
  name: string;
  short: string;
  leads: boolean;
  signed: number;
  dating: string;
  alt: string;
  inForce: number | null;
  ended: number | null;
  endedBy: string;
  force: string;
  parties: string[];
  articles: string;
  certainty: "high" | "medium" | "low";
  sources: [string, string][];
  note: string;
  lines: string[];
  outcomes: Outcome[];
  clauses: Clause[];
}

/**
 * Names of months and days of the week, those of ``dayWords`` by language.
 *
 * ``dayPattern``: how a day is written, see :func:`dashboard.i18n.day_template`.
 */
export interface Calendar {
  range: DayRange;
  dayPattern: string;
  shortDayPattern: string;
  months: string[];
  shortMonths: string[];
  weekdays: string[];
  dayWords: Record<string, DayWords>;
}

/**
 * What an event is about; events that lead stand first, and playing stops at them.
 */
export interface Category {
  lead: boolean;
}

/**
 * ``first`` as ``YYYY-MM-DD``; the last day, and the last one of the detailed years.
 *
 * Shares of the whole timeline that the detailed years take, and the break after them.
 */
export interface DayRange {
  first: string;
  last: number;
  detailed: number;
  detailedShare: number;
  breakShare: number;
}

/**
 * Names of months and days of the week in a language, as a reader may write them.
 */
export interface DayWords {
  months: string[];
  weekdays: string[];
}

/**
 * ``opening`` is what a first visit reads, ``people`` are ids.
 *
 * ``readAs``: the reading that all is of, empty for the atlas's own. ``bases``: what boundaries
 * rest on.
 */
export interface History {
  territories: Territory[];
  bases: string[];
  readings: Reading[];
  readAs: string;
  changeDays: number[];
  events: HistoricEvent[];
  opening: string;
  milestones: Milestone[];
  treaties: Treaty[];
  comparisons: Comparison[];
  stories: Story[];
  sources: Record<string, Source>;
  people: string[];
}

/**
 * What rows may be. ``lanes``: rows of the timeline, each with the categories in it.
 *
 * ``statuses``: how each that occurs is drawn, ``patterned``: those of them whose pattern lies
 * over the fill, ``ways``: kinds of railways and roads that occur.
 */
export interface Kinds {
  lanes: [string, string[]][];
  categories: Record<string, Category>;
  statuses: Record<string, string>;
  patterned: string[];
  ways: string[];
}

/**
 * ``edges``: two sides, each the id of a territory, ``@ROLE`` of a land outside the data, or
 * empty. ``uncertain``: by number of an edge, what a conjecture rests on. ``bands``: uid of the
 * trace, territory, role. ``nameDays``: days on which a place gets another name, in order.
 */
export interface Map {
  home: [number, number, number, number];
  edges: [string, string][];
  uncertain: Record<string, string>;
  lines: Line[];
  layers: Layer[];
  bands: [string, string, string][];
  places: Place[];
  nameDays: number[];
  stops: RailStop[];
  waters: Water[];
  outside: Outside[];
}

/**
 * All that the page shows, in a language.
 *
 * ``speeds``: days a second, the slowest first, ``speed`` the usual speed. ``orders``: those of
 * the strips, ``reading``: ids of territories in reading order. ``stopWords``: the words of a stop
 * in the file of a story, ``stopTexts``: those of them that are texts and must be there.
 */
export interface Payload {
  range: DayRange;
  dayPattern: string;
  shortDayPattern: string;
  months: string[];
  shortMonths: string[];
  weekdays: string[];
  dayWords: Record<string, DayWords>;
  lead: string | null;
  roles: Record<string, Role>;
  polities: Record<string, Polity>;
  federations: [string, string, number, number | null][];
  lanes: [string, string[]][];
  categories: Record<string, Category>;
  statuses: Record<string, string>;
  patterned: string[];
  ways: string[];
  territories: Territory[];
  bases: string[];
  readings: Reading[];
  readAs: string;
  changeDays: number[];
  events: HistoricEvent[];
  opening: string;
  milestones: Milestone[];
  treaties: Treaty[];
  comparisons: Comparison[];
  stories: Story[];
  sources: Record<string, Source>;
  people: string[];
  home: [number, number, number, number];
  edges: [string, string][];
  uncertain: Record<string, string>;
  lines: Line[];
  layers: Layer[];
  bands: [string, string, string][];
  places: Place[];
  nameDays: number[];
  stops: RailStop[];
  waters: Water[];
  outside: Outside[];
  looks: Record<string, Look>;
  casing: string;
  casingOpacity: number;
  claimDashes: [string, number][][];
  zoom: Record<string, number>;
  sizes: Sizes;
  grid: Grid;
  degrees: DegreeGrid;
  unions: string[];
  kinds: string[];
  edgeKinds: number[][];
  pieces: number[][];
  shares: Record<string, number[][]>;
  certainty: Record<string, number[]>;
  language: string;
  version: string;
  frozen: boolean;
  fileName: string;
  stopWords: string[];
  stopTexts: string[];
  strings: Record<string, string>;
  orders: string[];
  speeds: Record<string, number>;
  speed: string;
  reading: string[];
  ranks: Ranks;
  paints: Record<string, Paint>;
  views: string[];
  addresses: Record<string, string>;
  exports: Exports;
}

/**
 * ``federations``: member, federation, start, end. ``lead``: the role whose share is stated.
 */
export interface Powers {
  lead: string | null;
  roles: Record<string, Role>;
  polities: Record<string, Polity>;
  federations: [string, string, number, number | null][];
}

/**
 * Where names stand in the order of their alphabet; equal names have the same rank.
 *
 * ``territories`` and ``events`` as they are listed in the payload, the others by id; polities
 * by their short names.
 */
export interface Ranks {
  territories: number[];
  polities: Record<string, number>;
  statuses: Record<string, number>;
  events: number[];
}

/**
 * ``start`` is the day that is shown with the question, ``day`` the day that is asked for;
 * ``answer`` and ``options`` are ids of polities.
 */
export interface Question {
  territory: string;
  start: number;
  day: number;
  answer: string;
  options: string[];
}

/**
 * ``stories``: questions from stop to stop, by story; ``changes``: one a day of handover.
 */
export interface Quiz {
  stories: Record<string, Question[]>;
  changes: Question[];
}

/**
 * A result of a search: folded ``names`` and ``text`` find it; the rest by its kind.
 */
export interface Entry {
  kind: string;
  id: string;
  name: string;
  detail: string;
  names: string[];
  text?: string;
  rank?: number;
  also?: [string, string][];
  others?: string[];
  renamed?: Renaming[];
  territory?: string;
  day?: number;
  events?: string[];
  sources?: [string, string][];
  note?: string;
}

/**
 * The file of names and evidence; ``letters`` fold, ``languages`` have names.
 */
export interface Evidence {
  letters: Record<string, string>;
  languages: Record<string, string>;
  entries: Entry[];
  statements: Record<string, Statement[]>;
  figures: Record<string, Figure[]>;
}

/**
 * A number that a source gives of an event; ``least`` and ``most`` end its range.
 */
export interface Figure {
  kind: "killed" | "displaced" | "sent";
  least: number | null;
  most: number | null;
  what: string;
  whose: string;
  certainty: "high" | "medium" | "low";
  sources: [string, string][];
  note: string;
}

/**
 * The name that a place has from a day on.
 */
export interface Renaming {
  day: number;
  dating: string;
  alt: string;
  name: string;
  certainty: "high" | "medium" | "low";
  sources: [string, string][];
  note: string;
}

/**
 * What the article says, with its line there and the date it writes.
 */
export interface Statement {
  line: number;
  text: string;
  date: string;
  sources: [string, string][];
}

/**
 * ``layout.meta`` of the areas, in km2.
 */
export interface AreaMeta {
  total: number;
  ticks: number[];
}

export interface StripGroup {
  region: string;
  year: number | null;
  rows: StripRow[];
}

/**
 * ``layout.meta`` of the strips; ``rows`` is their height in rows.
 */
export interface StripMeta {
  rows: number;
  groups: StripGroup[];
}

export interface StripRow {
  territory: string;
  top: number;
}
