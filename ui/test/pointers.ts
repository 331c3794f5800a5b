type Tree = Record<string, unknown>;

/** What stands at a JSON Pointer; `undefined` where nothing does. */
export function at(tree: Tree, pointer: string): unknown {
  return pointer.slice(1).split('/').reduce<unknown>((inside, key) => (isTree(inside) ? inside[key] : undefined), tree);
}

/** Puts a value at a JSON Pointer, making what lies on the way. */
export function put(tree: Tree, pointer: string, value: unknown): void {
  const way = pointer.slice(1).split('/');
  const last = way.pop() ?? '';
  let inside = tree;
  for (const key of way) {
    if (!isTree(inside[key])) inside[key] = {};
    inside = inside[key] as Tree;
  }
  inside[last] = value;
}

/** `/legs/0/from` as `/legs/*\/from`. */
export function inItem(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, '/*');
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}
