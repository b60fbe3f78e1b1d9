// Words that a filter looks for.

// Scripts that part no words by spaces; \u30fc makes a sound longer.
const UNDIVIDED = "[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\u30fc\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}]";
const WORD = new RegExp(`(?:(?=[\\p{L}\\p{N}])${UNDIVIDED})+|(?:(?!${UNDIVIDED})[\\p{L}\\p{N}])+`, "gu");
const BEGINS_UNDIVIDED = new RegExp(`^${UNDIVIDED}`, "u");

/** The words of a text without case and accents. What a script writes without spaces is one. */
export const words = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(WORD) ?? [];

/** The words of texts as `hasAll` looks through them. */
export const told = (...texts) => ["", ...texts.flatMap(words)].join(" ");

/** Whether what is told has all these words: as the beginning of one or, where no spaces part words, anywhere. */
export const hasAll = (said, wanted) => wanted.every((word) => said.includes(BEGINS_UNDIVIDED.test(word) ? word : ` ${word}`));
