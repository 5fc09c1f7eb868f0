/** Addresses the console's pages lead to. Plain links: each of these is a document of its own, not a page of Next's. */
export const addresses = {
  console: '/console',
  signIn: '/console/sign-in',
  enterCode: '/console/enter/code',
  mailbox: '/console/mailbox',
  signOut: '/console/sign-out',
  openApi: '/api/openapi.json',
} as const;
