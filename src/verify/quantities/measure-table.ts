/** Spellings in singular with the factor to the base: several where usage differs. */
type Units = Readonly<Record<string, readonly (readonly [string, number | readonly number[]])[]>>;

const KILO = 1000;
const KIBI = 1024;
/** Seconds. */
export const DAY = 86_400;
const data = (power: number): readonly number[] => [KILO ** power, KIBI ** power];

/** Units by dimension and base. */
export const UNITS: Readonly<Record<string, Units>> = {
  time: {
    second: [
      ['second sec s', 1],
      ['millisecond ms', 0.001],
      ['minute min mins', 60],
      ['hour hr hrs h', 3600],
      ['day', DAY],
      ['week wk wks', 7 * DAY],
      ['fortnight', 14 * DAY],
    ],
    night: [['night', 1]],
    month: [
      ['month mth', 1],
      ['quarter', 3],
      ['year yr yrs', 12],
      ['decade', 120],
      ['century', 1200],
    ],
  },
  money: {
    euro: [['€ eur euro', 1]],
    dollar: [['$ usd dollar us$', 1]],
    gbp: [
      ['£ gbp', 1],
      ['pence penny', 0.01],
    ],
    yen: [['¥ jpy yen', 1]],
    yuan: [['cny rmb yuan renminbi', 1]],
    rupee: [['₹ inr rupee', 1]],
    franc: [['chf franc', 1]],
    krona: [['sek krona', 1]],
    krone: [['nok dkk krone', 1]],
    zloty: [['pln zloty', 1]],
    koruna: [['czk koruna', 1]],
    forint: [['huf forint', 1]],
    won: [['krw ₩', 1]],
    real: [['brl', 1]],
    'australian dollar': [['aud', 1]],
    'canadian dollar': [['cad', 1]],
    'new zealand dollar': [['nzd', 1]],
    'singapore dollar': [['sgd', 1]],
    'hong kong dollar': [['hkd', 1]],
    bitcoin: [['btc bitcoin', 1]],
  },
  share: {
    percent: [
      ['% percent pct', 1],
      ['‰ permille', 0.1],
    ],
    'percentage point': [
      ['percentage-point pp', 1],
      ['basis-point bps', 0.01],
    ],
  },
  length: {
    metre: [
      ['m metre meter', 1],
      ['km kilometre kilometer', KILO],
      ['cm centimetre centimeter', 0.01],
      ['mm millimetre millimeter', 0.001],
      ['µm micrometre micron', 1e-6],
    ],
    inch: [
      ['inch', 1],
      ['foot ft', 12],
      ['yard yd', 36],
    ],
    mile: [['mile mi', 1]],
    'nautical mile': [['nm nmi', 1]],
  },
  mass: {
    gram: [
      ['g gram gramme', 1],
      ['kg kilogram kilogramme kilo kgs', KILO],
      ['mg milligram', 0.001],
      ['t tonne', 1_000_000],
    ],
    lb: [
      ['lb lbs', 1],
      ['ounce oz', 1 / 16],
      ['stone', 14],
    ],
    ton: [['ton', 1]],
  },
  area: {
    'square metre': [
      ['m2 m² sqm square-metre square-meter', 1],
      ['km2 km² square-kilometre square-kilometer', 1_000_000],
      ['cm2 cm² square-centimetre square-centimeter', 0.0001],
      ['hectare ha', 10_000],
    ],
    acre: [['acre', 1]],
    'square foot': [['sqft ft2 ft² square-foot', 1]],
  },
  volume: {
    litre: [
      ['l litre liter', 1],
      ['ml millilitre milliliter', 0.001],
      ['cl centilitre centiliter', 0.01],
      ['m3 m³ cubic-metre cubic-meter', KILO],
    ],
    gallon: [['gallon gal', 1]],
    pint: [['pint', 1]],
  },
  data: {
    byte: [
      ['byte', 1],
      ['kb kilobyte', data(1)],
      ['mb megabyte', data(2)],
      ['gb gigabyte', data(3)],
      ['tb terabyte', data(4)],
      ['pb petabyte', data(5)],
      ['kib', KIBI],
      ['mib', KIBI ** 2],
      ['gib', KIBI ** 3],
      ['tib', KIBI ** 4],
    ],
    bit: [['bit', 1]],
    'bit per second': [
      ['kbit/s kbps', KILO],
      ['mbit/s mbps', KILO ** 2],
      ['gbit/s gbps', KILO ** 3],
    ],
    token: [['token', 1]],
    pixel: [
      ['px pixel', 1],
      ['megapixel mp', 1_000_000],
    ],
  },
  power: {
    watt: [
      ['w watt', 1],
      ['kw kilowatt', KILO],
      ['mw megawatt', KILO ** 2],
      ['gw gigawatt', KILO ** 3],
    ],
    horsepower: [['hp horsepower', 1]],
  },
  energy: {
    'watt hour': [
      ['wh watt-hour', 1],
      ['kwh kilowatt-hour', KILO],
      ['mwh megawatt-hour', KILO ** 2],
    ],
    joule: [
      ['j joule', 1],
      ['kj kilojoule', KILO],
    ],
    calorie: [
      ['cal calorie', 1],
      ['kcal kilocalorie', KILO],
    ],
  },
  electricity: {
    volt: [
      ['v volt', 1],
      ['kv kilovolt', KILO],
    ],
    ampere: [['ampere amp', 1]],
    'ampere hour': [
      ['ah amp-hour', 1],
      ['mah', 0.001],
    ],
  },
  frequency: {
    hertz: [
      ['hz hertz', 1],
      ['khz kilohertz', KILO],
      ['mhz megahertz', KILO ** 2],
      ['ghz gigahertz', KILO ** 3],
    ],
    rpm: [['rpm', 1]],
  },
  speed: {
    'km/h': [['km/h kmh kph', 1]],
    'm/s': [['m/s', 1]],
    mph: [['mph', 1]],
    knot: [['knot kn', 1]],
  },
  temperature: {
    // "60 degrees" may be of any of them, or of an angle.
    celsius: [['°c ℃ celsius ° degree', 1]],
    fahrenheit: [['°f ℉ fahrenheit ° degree', 1]],
    kelvin: [['kelvin', 1]],
    degree: [['° degree', 1]],
  },
  sound: { decibel: [['db decibel', 1]] },
  pressure: {
    bar: [['bar', 1]],
    pascal: [
      ['pa pascal', 1],
      ['hpa', 100],
      ['kpa', KILO],
    ],
    psi: [['psi', 1]],
  },
  force: {
    newton: [['newton', 1]],
    'newton metre': [['nm newton-metre newton-meter', 1]],
  },
};
