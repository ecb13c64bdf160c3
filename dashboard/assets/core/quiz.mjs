/** A quiz: which questions are asked, and what is said of the answers. */

/** @import { Question, Quiz } from "./contract.d.ts" */

/** So many questions of a range of days at most. */
const MOST = 8;

/**
 * @param {Quiz} quiz
 * @param {string|null} story its questions; null for those of a range of days
 * @param {readonly [number, number]} range first and last day
 * @returns {Question[]} from first to last, evenly left out where there are too many
 */
export function questionsOf(quiz, story, [first, last]) {
  if (story) return [...(quiz.stories[story] ?? [])];
  const changes = quiz.changes.filter(({ start, day }) => start >= first && day <= last);
  if (changes.length <= MOST) return changes;
  return Array.from({ length: MOST }, (_, n) => changes[Math.round((n * (changes.length - 1)) / (MOST - 1))]);
}

/** @param {Question[]} questions
 * @param {readonly string[]} answers
 * @returns {number} how many are right */
export const rightOf = (questions, answers) => questions.filter((question, n) => question.answer === answers[n]).length;
