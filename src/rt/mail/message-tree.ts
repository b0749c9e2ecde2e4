/** What of a MIME part tells its place in its message. */
export interface TreePart {
  readonly id: number;
  readonly parent: number | null;
  readonly contentType: string;
  readonly filename: string | null;
  /** In lower case; undefined where the part has no Content-Disposition. */
  readonly disposition: string | undefined;
}

class Tree<P extends TreePart> {
  readonly #byId: ReadonlyMap<number, P>;
  readonly roots: readonly P[];
  readonly #children = new Map<number, P[]>();

  constructor(parts: readonly P[]) {
    const inOrder = [...parts].sort((a, b) => a.id - b.id);
    this.#byId = new Map(inOrder.map((part) => [part.id, part]));
    for (const part of inOrder) {
      const of = part.parent ?? 0;
      this.#children.set(of, [...(this.#children.get(of) ?? []), part]);
    }
    this.roots = inOrder.filter((part) => this.parentOf(part) === undefined);
  }

  parentOf(part: P): P | undefined {
    return part.parent === null ? undefined : this.#byId.get(part.parent);
  }

  childrenOf(part: P): readonly P[] {
    return this.#children.get(part.id) ?? [];
  }
}

const typeOf = ({ contentType }: TreePart) => contentType.toLowerCase();
const isReadable = (part: TreePart) => /^text\/(?:plain|html)$/.test(typeOf(part));

/**
 * The HTML parts that are the sender's own body, in order: not those of a mail inside the mail, not files, and of
 * alternatives the last, which is the best one.
 */
export function htmlBodyParts<P extends TreePart>(parts: readonly P[]): readonly P[] {
  const tree = new Tree(parts);
  const isOnlyBody = !parts.some((part) => isReadable(part) && part.filename === null);
  const isBody = ({ filename, disposition }: P) =>
    disposition === 'inline' ||
    (filename === null ? disposition !== 'attachment' : disposition === undefined && isOnlyBody);
  const bodiesOf = (part: P): readonly P[] => {
    const type = typeOf(part);
    if (type === 'text/html') return isBody(part) ? [part] : [];
    if (!type.startsWith('multipart/') || part.disposition === 'attachment') return [];
    const children = tree.childrenOf(part);
    // The other parts are what the first one shows, or its signature, or the details of a report.
    if (/^multipart\/(?:related|signed|report)$/.test(type))
      return children.slice(0, 1).flatMap(bodiesOf);
    const bodies = children.map(bodiesOf);
    if (type === 'multipart/alternative') return bodies.findLast(({ length }) => length > 0) ?? [];
    return bodies.flat();
  };
  return tree.roots.flatMap(bodiesOf);
}

/** The parts of the message itself, without those of mails inside it. */
export function ownParts<P extends TreePart>(parts: readonly P[]): readonly P[] {
  const tree = new Tree(parts);
  const own = (part: P): readonly P[] => [
    part,
    ...(typeOf(part).startsWith('message/') ? [] : tree.childrenOf(part).flatMap(own)),
  ];
  return tree.roots.flatMap(own);
}

/**
 * Whether RT finds a text in a message with these parts. It takes plain text or HTML that has no name and is not
 * called an attachment, also in a mail inside the mail, or any in a container that is not multipart/mixed.
 */
export function hasText(parts: readonly TreePart[]): boolean {
  const tree = new Tree(parts);
  // Perl takes a file named 0 for one without a name.
  const isFile = ({ filename, disposition }: TreePart) =>
    (filename !== null && filename !== '0') || disposition === 'attachment';
  return parts.some((part) => {
    if (!isReadable(part)) return false;
    if (!isFile(part)) return true;
    const parent = tree.parentOf(part);
    return parent !== undefined && /^multipart\/(?!mixed)/.test(typeOf(parent)) && !isFile(parent);
  });
}
