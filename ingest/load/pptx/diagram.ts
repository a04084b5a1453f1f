import { childAt, elementsOf, type XmlElement } from '../xml/tree.ts';
import { wordsOf, type SlideParagraph } from './text.ts';

/** A point of a diagram that is still to be read. */
interface OpenPoint {
  readonly id: string;
  readonly level: number;
}

const MAX_LEVEL = 8;

/** The texts of a SmartArt diagram as a list, nested as the diagram is. */
export function readDiagram(model: XmlElement): SlideParagraph[] {
  const points = new Map(
    elementsOf(childAt(model, 'dgm:ptLst'), 'dgm:pt').map((point) => [
      point.attributes['modelId'] ?? '',
      point,
    ]),
  );
  const children = childrenOf(model);
  const isRoot = ([, { attributes }]: [string, XmlElement]): boolean =>
    attributes['type'] === 'doc';
  const open: OpenPoint[] = [...points].filter(isRoot).map(([id]) => ({ id, level: -1 }));
  const paragraphs: SlideParagraph[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const point = points.get(next.id);
    // Each once, were the diagram to run in a circle.
    points.delete(next.id);
    if (point === undefined) continue;
    const text = elementsOf(childAt(point, 'dgm:t'), 'a:p').map(wordsOf).join('\n').trim();
    const level = Math.max(0, Math.min(next.level, MAX_LEVEL));
    if (text !== '') paragraphs.push({ text, marker: '-', level });
    const inner = (children.get(next.id) ?? []).map((id) => ({
      id,
      level: level + (next.level < 0 ? 0 : 1),
    }));
    open.push(...inner.reverse());
  }
  return paragraphs;
}

/** Ids of the points below each point, in order. */
function childrenOf(model: XmlElement): Map<string, string[]> {
  const links = elementsOf(childAt(model, 'dgm:cxnLst'), 'dgm:cxn')
    .map(({ attributes }) => attributes)
    .filter(({ type }) => type === undefined || type === 'parOf')
    .sort((a, b) => Number(a['srcOrd'] ?? 0) - Number(b['srcOrd'] ?? 0));
  const children = new Map<string, string[]>();
  for (const { srcId = '', destId = '' } of links) {
    const siblings = children.get(srcId);
    if (siblings) siblings.push(destId);
    else children.set(srcId, [destId]);
  }
  return children;
}
