/**
 * The day on which the questions of a corpus are asked, YYYY-MM-DD: the one that the project's corpora are
 * written for. Titles of a catalogue come and go, so that asked on the day of the run the same question
 * would have another answer with every month.
 */
export const ASKED_ON = '2026-11-15';
