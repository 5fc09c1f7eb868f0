export type Role = 'owner' | 'office' | 'field' | 'reviewer' | 'developer';

/** Developers work with keys and logs, reviewers with texts and proofs: neither needs to see who answered what. */
export function seesAnswers(role: Role): boolean {
  return role === 'owner' || role === 'office' || role === 'field';
}
