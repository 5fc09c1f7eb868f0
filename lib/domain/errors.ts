/** One field that was refused: where it stands and why, both without the value itself. */
export type Issue = { readonly path: string; readonly code: string };

export type DomainErrorKind = 'not_found' | 'conflict' | 'invalid' | 'forbidden' | 'unavailable';

type Options = { readonly cause?: unknown };

/**
 * The closed family of refusals a service may throw. `code` is for machines and stable; the text for people
 * comes from the messages at the door. The message is the code: it is logged, so it never holds personal data.
 */
export abstract class DomainError extends Error {
  abstract readonly kind: DomainErrorKind;
  readonly code: string;

  constructor(code: string, options: Options = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
  }

  // Next bundles its own copy of this file. An error thrown by something shared through `globalThis` must
  // still be recognised by the other copy, so kinds are compared instead of constructors.
  static override [Symbol.hasInstance](value: unknown): boolean {
    const kind = kindOf(value);
    return kind !== null && (this.kindOfClass === null || this.kindOfClass === kind);
  }

  protected static readonly kindOfClass: DomainErrorKind | null = null;
  readonly isDomainError = true;
}

/** There is nothing by that name, or it belongs to somebody else: the two answer alike. */
export class NotFound extends DomainError {
  protected static override readonly kindOfClass = 'not_found';
  override readonly name = 'NotFound';
  readonly kind = 'not_found';
}

/** The state of things forbids the act (it exists already, is still running, came too late). */
export class Conflict extends DomainError {
  protected static override readonly kindOfClass = 'conflict';
  override readonly name = 'Conflict';
  readonly kind = 'conflict';
}

/** What was sent cannot be read. `issues` name the fields; empty when the whole is unreadable. */
export class Invalid extends DomainError {
  protected static override readonly kindOfClass = 'invalid';
  override readonly name = 'Invalid';
  readonly kind = 'invalid';
  readonly issues: readonly Issue[];

  constructor(code: string, options: Options & { readonly issues?: readonly Issue[] } = {}) {
    super(code, options);
    this.issues = options.issues ?? [];
  }
}

/** Known, but not allowed: the role or the key's scope does not reach. */
export class Forbidden extends DomainError {
  protected static override readonly kindOfClass = 'forbidden';
  override readonly name = 'Forbidden';
  readonly kind = 'forbidden';
}

/** It cannot be established now. A door answers 503, and a check answers no. */
export class Unavailable extends DomainError {
  protected static override readonly kindOfClass = 'unavailable';
  override readonly name = 'Unavailable';
  readonly kind = 'unavailable';
}

function kindOf(value: unknown): DomainErrorKind | null {
  if (!(value instanceof Error) || !('isDomainError' in value) || !('kind' in value)) return null;
  switch (value.kind) {
    case 'not_found':
    case 'conflict':
    case 'invalid':
    case 'forbidden':
    case 'unavailable':
      return value.kind;
    default:
      return null;
  }
}
