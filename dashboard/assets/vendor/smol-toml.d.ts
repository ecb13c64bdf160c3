/** A document of TOML 1.1 as an object; days are Dates that write themselves as they stood. Throws for what is no TOML. */
export function parse(text: string): Record<string, unknown>;
