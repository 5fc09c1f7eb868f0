import { randomBytes } from 'node:crypto';
import { sha256 } from '#lib/domain/canonical/hash.ts';

const SHAPE = /^[\w-]{43}$/;

/** 32 random bytes as 43 base64url characters: the secret of a link or of a session, with nothing else in it. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Cheap refusal of what is none of ours, before anything is asked of the database. */
export function looksLikeSecret(text: string): boolean {
  return SHAPE.test(text);
}

/** What is stored: a copy of the database signs nobody in. */
export function secretHash(secret: string): string {
  return sha256(secret).toString('hex');
}
