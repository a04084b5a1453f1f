/*
 * Words that deny, allow, oblige or except. Fixed lists of English, by what a word does to its clause.
 */

export type Modal = 'must' | 'required' | 'should' | 'may' | 'will' | 'neednot';

export const NEGATORS = words(
  'not no non never none neither nor nothing nobody nowhere without hardly scarcely unless null',
);
/** Modal words, by what they say; a denial turns "may" and "must" alike into a ban. */
export const MODALS: ReadonlyMap<string, Modal> = new Map<string, Modal>([
  ...pairs('must shall forced ordered', 'must'),
  ...pairs('required requires obliged obligated mandatory compulsory obligatory', 'required'),
  ...pairs(
    'should ought preferably recommends recommended recommend advised advise advisable encouraged suggested',
    'should',
  ),
  ...pairs('may can could might allowed permitted entitled', 'may'),
  ...pairs('will guarantee guarantees guaranteed promise promises', 'will'),
  ...pairs('neednot optional voluntary voluntarily', 'neednot'),
  ...pairs('prohibited forbidden banned barred prohibits forbids prohibit forbid', 'may'),
]);
/** Words that deny, by what they deny: a word of their own ("invalid": valid) or what is said with them. */
export const DENIALS: ReadonlyMap<string, string> = new Map(
  `prohibit prohibits prohibited prohibiting:|forbid forbids forbidden forbidding:|ban bans banned barred:
  |refuse refuses refused refusing decline declines declined reject rejects rejected rejection deny denies denied:accept
  |exclude excludes excluded exclusion:include|fail fails failed failing:|lack lacks lacked lacking:
  |disallow disallows disallowed:allow|disable disables disabled:enable|invalid void:valid|unable:able|impossible:possible
  |inactive:active|incomplete:complete|incorrect:correct|inaccurate:accurate|ineligible:eligible
  |inaccessible:accessible|insufficient:sufficient|indirect:direct|invisible:visible|inconsistent:consistent
  |incompatible:compatible|inappropriate:appropriate|informal:formal|improper:proper|irregular:regular
  |irrelevant:relevant|irreversible:reversible|irrevocable:revocable|illegal:legal|illegible:legible
  |imperfect:perfect|inadequate:adequate|inadmissible:admissible|inapplicable:applicable|involuntary:voluntary
  |disagree disagrees disagreed:agree|disapprove disapproved:approve|discontinue discontinued:continue
  |close closes closed closing shut shuts:open|dishonest:honest|dissatisfied:satisfied|disqualify disqualified:qualify|disobey:obey`
    .split('|')
    .flatMap((line) => {
      const [forms = '', base = ''] = line.trim().split(':');
      return forms.split(' ').map((form) => [form, base] as const);
    }),
);
/** "May only" is nearly "must". */
export const NARROWING = words('only solely exclusively alone just');
/** Words that narrow their clause down, so that what it says may be put as a denial of the rest. */
export const RESTRICTIONS = words(
  `only alone sole solely just exclusively until otherwise instead bounded regardless
  yourself yourselves itself themselves`,
);
/** Words that one text may have where another denies. */
export const HEDGES = words(`
  otherwise instead against out off away little few rarely seldom hardly
  late too expire expires expired lapse lapses lapsed regardless other others otherwise stop stops stopped end ends ended ending lose loses lost
  suspend suspended suspends pause pauses block blocked blocks prevent prevents prevented avoid skip
  miss misses missed missing elsewhere absent empty remove removed removes different differ differs same limit limited remain remains keep
  keeps kept stay stays harmless free extra separately separate exempt waive waived cease ceases leave`);
/** Words that turn a denial round against another of them: "not after", "by"; "not shorter", "at least". */
export const TURNERS = words(
  'before until till by after since once from shorter longer least most under over above below within more less fewer',
);
/** "Unpaid" denies "paid"; "under" and "united" deny nothing. */
export const UN =
  /^un(?!i[^mn]|der|til|less|ion|cle|anim|derstand|dergo|dertake)(?=\p{L}*(?:ed|able|ible|ful|ing|al|ary|ive|ly|ous|ent|ant|safe|fair|paid|fit|known|seen|told|sold|lawful|broken|worn|written)$)(\p{L}{3,})/u;

/** What need not be: denies an obligation, and bans nothing. */
export const OPTIONS = words('neednot optional voluntary voluntarily');

export const AUXILIARIES = words(
  `is are was were be been am do does did has have had can could may might must shall should will would neednot
  's 're 've 'll`,
);
export const SUBJECTS = words(
  'i you we they he she it there this these those nobody everybody everyone who that one',
);
export const EXCEPTIONS = words('except excepting excluding unless');
/** What opens a clause of its own, and of these what makes a condition of it. */
export const SUBORDINATORS = words(
  'if when whenever until because since although though while whereas where after before once so even',
);
export const CONDITIONS = words('if when whenever until where after before once even');
export const CONTRASTS = words('but however');
export const RELATIVES = words('which who whom whose');
/** What a without-phrase opens: its words stand under the opposite of the clause's sign. */
export const WITHOUTS = words('without except excepting excluding');

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

function pairs(list: string, meaning: Modal): (readonly [string, Modal])[] {
  return list.split(' ').map((word) => [word, meaning] as const);
}
