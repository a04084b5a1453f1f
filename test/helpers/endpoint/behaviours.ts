import { saying } from './completions.ts';
import * as faults from './faults.ts';
import * as forms from './honest.ts';
import * as lies from './lies.ts';
import type { Script } from './protocol.ts';

/* Every behaviour of a chat model by what it is, for tests that go through all of them. */

/** Kilobytes at a time: a piece of a few characters each would be most of what is sent. */
const inLines = (text: string): string[] => text.match(/(?:.*\n){1,100}/g) ?? [];

/** True claims, in whatever form: some of them are to reach the reader. */
export const HONEST: Readonly<Record<string, Script>> = {
  'as it should': saying(forms.honest),
  'in a code fence': saying(forms.inCodeFence),
  'with prose around': saying(forms.withProseAround),
  'with [1] markers': saying(forms.withMarkers),
  'thinking aloud': saying(forms.thinkingAloud),
  'in JSON, though a stream is asked for': faults.withoutStreams,
  'cut through characters and escapes': faults.cutAnywhere,
  'in a slow drip': faults.slowDrip,
  'with ten megabytes behind': saying(lies.tenMegabytes, { pieces: inLines }),
};

/** Claims that the sources do not bear out: none of them may reach the reader. */
export const LYING: Readonly<Record<string, Script>> = {
  'numbers changed': saying(lies.numbersChanged),
  'dates changed': saying(lies.datesChanged),
  'units changed': saying(lies.unitsChanged),
  'names changed': saying(lies.namesChanged),
  'negation flipped': saying(lies.negationFlipped),
  'negation dropped': saying(lies.negationDropped),
  'a quote from another source than the one numbered': saying(lies.quoteOfAnotherSource),
  'an invented quote': saying(lies.inventedQuote),
  'a true quote under a false claim': saying(lies.falseClaim),
  'a true claim with a false rider': saying(lies.falseRider),
  'source numbers out of range': saying(lies.sourcesOutOfRange),
  'own memory with no evidence': saying(lies.fromMemory),
  'instructions found in a document obeyed': saying(lies.obedient),
  'images with URLs': saying(lies.withImages),
};

/** An answer without a claim. */
export const DECLINING: Readonly<Record<string, Script>> = {
  'declines to answer': saying(forms.abstaining),
  'says nothing at all': faults.empty,
};

/** No answer at all: with no retries left, each is an error. */
export const FAILING: Readonly<Record<string, Script>> = {
  'too many requests': faults.rateLimited(),
  'no money left': faults.outOfQuota,
  'an error of the server': faults.broken,
  'a key that is refused': faults.keyRefused,
  'an unknown model': faults.modelUnknown,
  'a prompt that is too long': faults.contextTooLong,
  'a reset before the answer': faults.resetBefore,
  'a hang': faults.hanging,
  'a page of HTML': faults.webPage,
  'ten megabytes at once': saying(lies.tenMegabytes, { pieces: (text) => [text] }),
};

/** One true claim, then an end that is none. */
export const BREAKING_OFF: Readonly<Record<string, Script>> = {
  'half a line, then silence': faults.halfALine,
  'a reset within the answer': faults.resetWithin,
  'closed before its end': faults.closedEarly,
  'an error within the answer': faults.errorWithin,
  'an answer that never ends': faults.endless,
  'an answer that is kept alive for ever': faults.keptAlive,
};
