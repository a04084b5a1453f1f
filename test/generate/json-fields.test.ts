import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFieldPlaces } from '../../src/generate/json-fields.ts';

describe('jsonFieldPlaces', () => {
  it('gives a field with its name, and its value alone', () => {
    const text = '{"title":"Nets, \\"at\\" {night}", "cast" : ["A","B"],"age":12}';
    const places = jsonFieldPlaces(text);
    const slices = [...places].map(([name, { start, end, value }]) => [
      name,
      text.slice(start, end),
      text.slice(value.start, value.end),
    ]);
    expect(slices).toEqual([
      ['title', '"title":"Nets, \\"at\\" {night}"', '"Nets, \\"at\\" {night}"'],
      ['cast', '"cast" : ["A","B"]', '["A","B"]'],
      ['age', '"age":12', '12'],
    ]);
  });

  it('slices to every field and value of any object, however it is written', () => {
    const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { maxKeys: 6 });
    fc.assert(
      fc.property(object, fc.constantFrom(undefined, 1, '\t'), (fields, indent) => {
        const text = JSON.stringify(fields, null, indent);
        const places = jsonFieldPlaces(text);
        const stated = JSON.parse(text) as Record<string, unknown>;
        expect([...places.keys()].toSorted()).toEqual(Object.keys(stated).toSorted());
        for (const [name, { start, end, value }] of places) {
          expect(value.end).toBe(end);
          expect(JSON.parse(text.slice(value.start, value.end))).toEqual(stated[name]);
          expect(JSON.parse(`{${text.slice(start, end)}}`)).toEqual({ [name]: stated[name] });
        }
      }),
    );
  });

  it('finds nothing in what is no object, and does not throw', () => {
    for (const text of ['', '[1]', 'title;year', '{"a":1', '{"\\q":1}', '{x}'])
      expect(jsonFieldPlaces(text).size).toBe(0);
  });
});
