/** A small payload in the form of ui/browser/payload.py: three territories, one of them backdrop. */

const row = (start, end, controller, more = {}) => ({
  start,
  end,
  controller,
  status: "sovereign",
  second: "",
  certainty: "high",
  event: `event_${start}`,
  sources: [
    ["Book2001", `p. ${start}`],
    ["Other1999", ""],
  ],
  plain: false,
  handover: false,
  ...more,
});

const event = (id, day, tier, category) => ({ id, day, tier, category });

const ENGLISH = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const TURKISH = [
  "Ocak",
  "Şubat",
  "Mart",
  "Nisan",
  "Mayıs",
  "Haziran",
  "Temmuz",
  "Ağustos",
  "Eylül",
  "Ekim",
  "Kasım",
  "Aralık",
];
const WEEKDAYS = {
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  tr: ["Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"],
};

/** Days count from 1 January 1918, as on the real map, to 31 December 1936. */
export function payload(language = "en") {
  const months = language === "en" ? ENGLISH : TURKISH;
  return {
    language,
    range: {
      first: "1918-01-01",
      last: 6939,
      detailed: 1826,
      detailedShare: 0.885,
      breakShare: 0.015,
    },
    months,
    dayPattern: "{day} {month} {year}",
    shortDayPattern: "{day} {month} {year}",
    shortMonths: months.map((name) => name.slice(0, 3)),
    weekdays: WEEKDAYS[language],
    dayWords: {
      en: { months: ENGLISH, weekdays: WEEKDAYS.en },
      tr: { months: TURKISH, weekdays: WEEKDAYS.tr },
    },
    polities: {
      empire: { role: "white" },
      republic: { role: "green" },
      ssr: { role: "red" },
      sfsr: { role: "red" },
      ussr: { role: "red" },
    },
    federations: [
      ["ssr", "sfsr", 1500, 6900],
      ["sfsr", "ussr", 1825, null],
    ],
    territories: [
      {
        id: "upper",
        km2: 300,
        backdrop: false,
        rows: [
          row(0, 100, "empire"),
          row(100, 900, "republic", { handover: true }),
          row(900, null, "ssr", { handover: true }),
        ],
        claims: [
          { claimant: "empire", start: 100, end: 200 },
          { claimant: "ssr", start: 150, end: null },
          { claimant: "empire", start: 180, end: 250 },
        ],
      },
      {
        id: "lower",
        km2: 700,
        backdrop: false,
        rows: [
          row(0, 100, "empire"),
          row(100, 400, "empire", { status: "occupied", second: "republic" }),
          row(400, null, "ssr", { handover: true }),
        ],
        claims: [],
      },
      {
        id: "beyond",
        km2: 5000,
        backdrop: true,
        rows: [row(0, null, "empire", { plain: true })],
        claims: [],
      },
    ],
    changeDays: [100, 400, 900],
    // Columns: value, count, value, count, ... over the first day and the three changes.
    kinds: ["none", "inner", "polity", "power"],
    edgeKinds: [[1, 1, 3, 2, 1, 1]],
    pieces: [
      [0, 4],
      [0, 1, 1, 2, 0, 1],
      [-1, 4],
    ],
    shares: {
      white: [
        [1000, 1, 700, 1, 0, 2],
        [2, 1, 1, 1, 0, 2],
      ],
      green: [
        [0, 1, 300, 2, 0, 1],
        [0, 1, 1, 2, 0, 1],
      ],
      red: [
        [0, 2, 700, 1, 1000, 1],
        [0, 2, 1, 1, 2, 1],
      ],
    },
    certainty: { high: [100, 4], medium: [0, 4], low: [0, 4] },
    events: [
      event("prologue", -50, 1, "independence"),
      event("small", 100, 2, "war"),
      event("large", 100, 1, "war"),
      event("takeover", 100, 1, "takeover"),
      event("minor", 300, 2, "treaty"),
      event("treaty", 400, 1, "treaty"),
      event("later", 900, 1, "takeover"),
    ],
    statuses: { sovereign: "plain", occupied: "hatch", autonomous: "rim" },
    patterned: ["occupied"],
    speeds: { day: 1, week: 7, month: 30.4, quarter: 91 },
    speed: "month",
    categories: {
      takeover: { lead: true },
      war: { lead: false },
      treaty: { lead: false },
      independence: { lead: false },
    },
    milestones: [{ event: "later" }],
    treaties: [{ signed: 400 }],
  };
}
