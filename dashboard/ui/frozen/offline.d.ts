/** The constants that `freeze` writes before worker.js, see offline.py. */

declare const DIGEST: string;
declare const DIGITS: number;
declare const LIST: string;
declare const SORRY: string;
