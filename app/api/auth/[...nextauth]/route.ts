import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '#app/_doors/auth-options.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own addresses: who am I (GET), sign out (POST with its token). */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  const answer: Response = await NextAuth(authOptions())(request, context);
  return answer;
}

export { handle as GET, handle as POST };
