/** What is shown; all but the day and the view may be missing before the address is read. */
export interface View {
  day: number;
  /** A name of `payload.views`. */
  view: string;
  /** The territory that is chosen. */
  territory: string | null;
  /** Ids of the layers that are on. */
  layers: Set<string>;
  /** West, south, east, north in degrees, null for the home view. */
  extent: number[] | null;
  /** `all` is the list. */
  treaty: string | null;
  event: string | null;
  place: string | null;
  person: string | null;
  panel: string | null;
  /** Id of a reading, null for the atlas's own. */
  reading: string | null;
  story: string | null;
  /** A stop of the story, from 1. */
  stop: number;
  /** Id of the pair of windows. */
  presenter: string | null;
  /** First and last day of the part of the time that is seen. */
  span: [number, number] | null;
  /** First and last day of the loop. */
  loop: [number, number] | null;
  /** The day that is compared. */
  with: number | null;
  split: string | null;
  order: string;
  sort: string;
  mode: string | null;
  theme: string | null;
  embed: boolean;
}

/** How a value of the view stands in the address. */
export interface ParameterOf<K extends keyof View> {
  /** In the address and in the view. */
  name: K;
  /** What it is when the address does not say. */
  usual: View[K] | null;
  /** `fail` notes the fault and is the usual value. */
  read: (text: string, fail: () => View[K] | null) => View[K] | null;
  /** Null when it is the usual value. */
  write: (value: NonNullable<View[K]>, view: View) => string | null;
  /** Key of the text that says what is wrong. */
  fault: string;
}

export type Parameter = { [K in keyof View]: ParameterOf<K> }[keyof View];
