import type { Random } from '../helpers/mutations.ts';

/* Documents for a child to write: Markdown of sections, no two alike. */

const WORDS =
  `account address answer basket bicycle bottle bridge button candle carpet castle ceiling circle
  corner cotton courier curtain customer delivery discount engine envelope finger flower forest garden glass
  hammer harbour helmet island journey kettle kitchen ladder lantern letter machine market meadow mirror
  morning mountain notebook number orange order paper parcel pencil pepper piano picture pillow pocket price
  question rabbit refund return river saddle season shadow shelter signal silver station summer table teacher
  ticket timber tunnel valley village violin voucher wagon warranty weather window winter yellow`.split(
    /\s+/,
  );

export function sentence(random: Random): string {
  const words = Array.from({ length: 9 + below(random, 8) }, () => pick(random, WORDS));
  const [first = '', ...rest] = words;
  return `${first[0]?.toUpperCase()}${first.slice(1)} ${rest.join(' ')} ${below(random, 100_000)}.`;
}

/** @param sections of about 350 characters, each a passage or a part of one */
export function markdown(random: Random, sections: number): string {
  const made = Array.from({ length: sections }, (_, n) => {
    const sentences = Array.from({ length: 4 }, () => sentence(random)).join(' ');
    return `## ${pick(random, WORDS)} ${n}\n\n${sentences}\n`;
  });
  return `# ${sentence(random)}\n\n${made.join('\n')}`;
}

/** A word that stands nowhere else and is its own stem. */
export function newCanary(random: Random): string {
  return `q${Array.from({ length: 12 }, () => below(random, 36).toString(36)).join('')}7`;
}

export function below(random: Random, count: number): number {
  return Math.floor(random() * count);
}

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[below(random, values.length)] as T;
}
