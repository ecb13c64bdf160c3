/** Attributes and listeners of an element to be made; a listener knows the element it is on. */

type Handlers<E> = {
  [K in keyof HTMLElementEventMap as `on${K}`]?: (event: HTMLElementEventMap[K] & { currentTarget: E }) => unknown;
};

/** Attributes by name; true is an empty attribute, null, undefined and false are none. */
export type Attributes<E> = Handlers<E> & { [name: string]: unknown };

/** What an element may have inside; null, undefined and false are left out. */
export type Child = Node | string | number | null | undefined | false;
