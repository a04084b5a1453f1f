const SOFT_HYPHEN = '\u00AD';

/** Where words of the sources may be broken, as in a typesetter's list of exceptions. */
const DIVISIONS = `
  ac-ces-sor-ies ac-ci-dent ac-cord-ing ad-just-ment ad-vance ad-vert-ising after-wards al-though
  alu-min-ium as-sist-ance at-tempts auto-matic avail-able back-wards bat-ter-ies bat-tery bear-ings
  be-fore before-hand be-yond bright-ness cal-en-dar ca-pa-city care-less-ness car-ry-ing chan-ging
  chap-ters char-ging chil-dren clean-ing col-lec-tion com-pan-ies com-plaints com-plete
  con-di-tions con-tract con-tracts cov-ered cus-tomer cus-tom-ers dam-age de-liv-ered de-liv-ery
  de-scribed dis-ab-il-ity dis-play dis-tance down-wards elec-trical emp-ties es-sen-tial every-day
  every-one ex-change ex-pec-ted fetch-ing fol-low-ing fre-quent gen-er-a-tion handle-bar hand-over
  hol-i-days in-cludes in-di-cat-ors in-flu-ence in-spec-tion in-sur-ance in-vit-a-tion
  in-vit-a-tions lan-guage li-ab-il-ity meas-ured meas-ure-ments mech-an-ics min-utes ne-ces-sary
  neg-li-gence noth-ing of-fends om-buds-man or-der-ing or-din-ary ori-ginal other-wise our-selves
  out-right out-wards over-night park-ing part-ners pas-sen-gers pay-ment pay-ments ped-als
  per-fectly per-son per-sonal plat-form ply-wood pres-sure pro-ced-ure pro-ceed-ings prop-erty
  reas-on-able re-ceiv-ing re-fun-ded re-gister re-moved re-paired re-placed re-place-ment
  res-id-ence rid-ing road-side sad-dle sec-ond ser-vice short-ened short-er some-body some-thing
  start-ing sta-tion steer-ing stick-ers sub-scriber sub-scrib-ers sub-scrip-tion sub-scrip-tions
  sum-mers tech-nical thick-ness tight-en-ing to-gether trans-mit-ter under-neath un-locked
  war-ranty wa-ter week-end what-ever when-ever with-draw work-shop yes-ter-day your-self
`;

const DIVIDED = new Map(
  DIVISIONS.trim()
    .split(/\s+/)
    .map((divided) => [divided.replaceAll('-', ''), divided.split('-')] as const),
);

/** The same text with a soft hyphen at each place where a line may break a word. */
export function hyphenate(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    let from = 0;
    const syllables = DIVIDED.get(word.toLowerCase())?.map(({ length }) => {
      return word.slice(from, (from += length));
    });
    return syllables?.join(SOFT_HYPHEN) ?? word;
  });
}
