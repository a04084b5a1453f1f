/** What mammoth reads a document into, as far as notes need it. No deeper than the XML it was read from. */
export interface MammothNode {
  readonly type: string;
  readonly children?: readonly MammothNode[];
  readonly value?: string;
  readonly styleId?: string | null;
  readonly numbering?: unknown;
  readonly verticalAlignment?: string;
}

interface MammothNote {
  readonly body: readonly MammothNode[];
}

export interface MammothDocument extends MammothNode {
  readonly children: readonly MammothNode[];
  readonly notes: { resolve(reference: MammothNode): MammothNote | null };
}

/**
 * Puts each footnote and endnote after the block that refers to it (a paragraph, a whole list, a table),
 * where the same headings stand above it. Both carry the mark `[^1]`, counted through the document, which
 * claims are rid of like any other markup. mammoth would put all notes at the end.
 */
export function placeNotes(document: MammothDocument): MammothDocument {
  const marks = new Map<MammothNote, string>();
  const pending: MammothNode[] = [];

  const markOf = (reference: MammothNode): string => {
    const note = document.notes.resolve(reference);
    if (note === null) return '';
    const known = marks.get(note);
    if (known !== undefined) return known;
    const mark = `[^${marks.size + 1}]`;
    marks.set(note, mark);
    pending.push(...withLead(note.body.map(withoutReferences), `${mark} `));
    return mark;
  };

  const blocks: MammothNode[] = [];
  for (const block of document.children) {
    // A note between two entries would make two lists of one.
    if (!block.numbering) blocks.push(...pending.splice(0));
    const isHeading = /^Heading\d$/.test(block.styleId ?? '');
    blocks.push(
      replaceReferences(block, (reference) => {
        const mark = markOf(reference);
        return isHeading ? '' : mark;
      }),
    );
  }
  return { ...document, children: [...blocks, ...pending] };
}

function replaceReferences(
  node: MammothNode,
  markOf: (reference: MammothNode) => string,
): MammothNode {
  if (node.type === 'noteReference') return { type: 'text', value: markOf(node) };
  if (node.children === undefined) return node;
  const children = node.children.map((child) => replaceReferences(child, markOf));
  const refers = node.children.some(({ type }) => type === 'noteReference');
  return refers ? { ...node, children, verticalAlignment: 'baseline' } : { ...node, children };
}

/** A note that refers to notes could refer to itself. */
function withoutReferences(node: MammothNode): MammothNode {
  return replaceReferences(node, () => '');
}

function withLead(body: readonly MammothNode[], lead: string): MammothNode[] {
  const [first, ...others] = body;
  if (first?.type !== 'paragraph') return [...body];
  return [
    { ...first, children: [{ type: 'text', value: lead }, ...(first.children ?? [])] },
    ...others,
  ];
}
