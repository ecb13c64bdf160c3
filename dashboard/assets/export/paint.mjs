/** Colours of the page as paints of SVG 1.1: an opaque colour and its opacity apart. */

const RGBA = /^rgba\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)[\s,/]+([\d.]+)\s*\)$/;
// What a browser makes of a mixture of colours; parts from 0 to 1.
const MIXED = /^color\(srgb\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)(?:\s*\/\s*([\d.]+))?\)$/;

/**
 * The attributes of a paint. Programs other than browsers take `rgba()` for black.
 *
 * @param {string} name `fill` or `stroke`
 * @param {string} value as a browser computes it
 * @param {string} [opacity] what it has beside the colour
 * @returns {Record<string, string>}
 */
export function paintOf(name, value, opacity = "1") {
  if (value === "transparent") return { [name]: "none" };
  const mixed = MIXED.exec(value);
  const [red, green, blue, alpha = "1"] =
    mixed?.slice(1).map((part, n) => (n < 3 ? String(Math.round(Number(part) * 255)) : part)) ??
    RGBA.exec(value)?.slice(1) ??
    [];
  if (red === undefined) return { [name]: value };
  if (Number(alpha) === 0) return { [name]: "none" };
  return { [name]: `rgb(${red}, ${green}, ${blue})`, [`${name}-opacity`]: String(Number(alpha) * Number(opacity)) };
}
