/**
 * One instance per process, also where Next and the server bundle each hold their own copy of a module: pools,
 * coalescer, logger, settings. `name` is the identity; the first caller's `make` wins.
 */
export function once<T>(name: string, make: () => T): T {
  const key = keyOf(name);
  if (!Reflect.has(globalThis, key)) Reflect.set(globalThis, key, make());
  // The name is the type's guarantee: each name is used with one `make` only.
  return Reflect.get(globalThis, key) as T;
}

/** The next `once` makes it anew: after closing what it held, and in tests. */
export function forget(name: string): void {
  Reflect.deleteProperty(globalThis, keyOf(name));
}

function keyOf(name: string): symbol {
  return Symbol.for(`jawort.${name}`);
}
