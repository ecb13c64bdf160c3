/** Names letter by letter: how wide they are, and their letters along a straight or bent line. */

import { s } from "../page/dom.mjs";

// A letter's box, as a part of the font size, with room for the halo.
const BOX = 0.62;
const LETTERS_A_BOX = 3;
/** Scripts whose letters join or combine: a name in them is not taken apart. */
const JOINED = /\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Devanagari}|\p{Script=Bengali}/u;

/**
 * @typedef {{font: string, size: number, capital: number}} Type with the height of a capital in pixels
 * @typedef {{angle: number, bend: number, length: number}} TextLine a baseline of labelSpace.mjs, here in pixels
 */

export class Lettering {
  /** @param {SVGElement} svg in which the styles of names hold */
  constructor(svg) {
    /** @type {Map<string, Type>} */
    this.types = new Map();
    /** @type {Map<string, number[]>} */
    this.widths = new Map();
    this.svg = svg;
    this.pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  }

  /** The page may have other sizes of type now. */
  forget() {
    this.types.clear();
    this.widths.clear();
  }

  /** Font of names of a class, as the style sheet has it.
   * @param {string} kind
   * @returns {Type} */
  type(kind) {
    if (!this.types.has(kind)) {
      const probe = s("text", { class: kind });
      this.svg.append(probe);
      const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(probe);
      const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
      this.pen.font = font;
      const capital = this.pen.measureText("H").actualBoundingBoxAscent;
      this.types.set(kind, { font, size: parseFloat(fontSize), capital });
      probe.remove();
    }
    return /** @type {Type} */ (this.types.get(kind));
  }

  /** Advances of the letters of a text in pixels, kerning included.
   * @param {string} kind
   * @param {string} text */
  advances(kind, text) {
    const key = `${kind} ${text}`;
    if (!this.widths.has(key)) {
      this.pen.font = this.type(kind).font;
      const ends = [...text].map((_, n, all) => this.pen.measureText(all.slice(0, n + 1).join("")).width);
      this.widths.set(
        key,
        ends.map((end, n) => end - (ends[n - 1] ?? 0)),
      );
    }
    return /** @type {number[]} */ (this.widths.get(key));
  }

  /** Width of a text in pixels when `spacing` em stand between its letters.
   * @param {string} kind
   * @param {string} text
   * @param {number} spacing */
  width(kind, text, spacing) {
    const advances = this.advances(kind, text);
    return sum(advances) + spacing * this.type(kind).size * (advances.length - 1);
  }

  /** Middle and turn (radians, clockwise) of each letter about the middle of the line.
   * @param {string} kind
   * @param {string} text
   * @param {TextLine} line
   * @param {string} kind
   * @param {string} text */
  letters(kind, text, { length, bend, angle }) {
    const advances = this.advances(kind, text);
    const gap = (length - sum(advances)) / Math.max(1, advances.length - 1);
    let left = -length / 2;
    return advances.map((advance) => {
      const middle = left + advance / 2;
      left += advance + gap;
      const part = middle / length;
      const up = bend * length * (2 / 3 - 4 * part ** 2);
      const turn = Math.atan(8 * bend * part);
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      return { advance, turn: turn - angle, x: middle * cos - up * sin, y: -(middle * sin + up * cos) };
    });
  }

  /** A text with a place and a turn for each letter, or in one piece where its letters join.
   * @param {string} kind
   * @param {string} text
   * @param {TextLine} line */
  node(kind, text, line) {
    const type = this.type(kind);
    if (JOINED.test(text)) {
      const turn = ((-line.angle * 180) / Math.PI).toFixed(1);
      const whole = { "text-anchor": "middle", y: (type.capital / 2).toFixed(1), transform: `rotate(${turn})` };
      return s("text", { class: `${kind} fitted`, ...whole }, text);
    }
    const placed = this.letters(kind, text, line).map(({ advance, turn, x, y }) => {
      // From the middle of the letter to the left end of its foot.
      const [right, down] = [-advance / 2, type.capital / 2];
      return [
        x + right * Math.cos(turn) - down * Math.sin(turn),
        y + right * Math.sin(turn) + down * Math.cos(turn),
        (turn * 180) / Math.PI,
      ];
    });
    /**
     * @param {number} n
     * @param {number} digits
     */
    const list = (n, digits) => placed.map((glyph) => glyph[n].toFixed(digits)).join(" ");
    const turned = placed.some(([, , turn]) => Math.abs(turn) > 0.05);
    return s(
      "text",
      { class: `${kind} fitted`, x: list(0, 1), y: list(1, 1), rotate: turned ? list(2, 1) : null },
      text,
    );
  }

  /** Boxes about a few letters each: left, top, right, bottom from the middle of the line.
   * @param {string} kind
   * @param {string} text
   * @param {TextLine} line */
  boxes(kind, text, line) {
    const half = this.type(kind).size * BOX;
    const letters = this.letters(kind, text, line);
    /** @type {number[][]} */
    const boxes = [];
    for (let n = 0; n < letters.length; n += LETTERS_A_BOX) {
      const some = letters.slice(n, n + LETTERS_A_BOX);
      /** @param {number} sign */
      const across = (sign) => some.map(({ x, advance }) => x + sign * Math.max(half, advance / 2));
      /** @param {number} sign */
      const down = (sign) => some.map(({ y }) => y + sign * half);
      boxes.push([Math.min(...across(-1)), Math.min(...down(-1)), Math.max(...across(1)), Math.max(...down(1))]);
    }
    return boxes;
  }
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
