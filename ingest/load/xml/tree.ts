/** Text, CDATA included, or an element. Comments and processing instructions are left out. */
export type XmlNode = XmlElement | string;

export interface XmlElement {
  /** With the prefix that `xml/namespaces.ts` gives its namespace, whichever the file uses. */
  readonly name: string;
  /** Names as of elements; those without a namespace have no prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

/** The children that are elements, or those of one name. */
export function elementsOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  const elements = (element?.children ?? []).filter((node) => typeof node !== 'string');
  return name === undefined ? elements : elements.filter((child) => child.name === name);
}

/** The first child of the first name, of that the first child of the second name, and so on. */
export function childAt(
  element: XmlElement | undefined,
  ...path: readonly string[]
): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (parent, name) =>
      parent?.children.find((node) => typeof node !== 'string' && node.name === name) as
        XmlElement | undefined,
    element,
  );
}

/** The elements of a name within an element, in document order; those within a match are not looked for. */
export function descendantsOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return elementsOf(element).flatMap((child) =>
    child.name === name ? [child] : descendantsOf(child, name),
  );
}

/** All text within an element. */
export function textOf(element: XmlElement | undefined): string {
  const parts = (element?.children ?? []).map((node) =>
    typeof node === 'string' ? node : textOf(node),
  );
  return parts.join('');
}
