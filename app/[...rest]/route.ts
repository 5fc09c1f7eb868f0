import { shownFor } from '#app/_doors/customer/language.ts';
import { statePage } from '#app/_doors/customer/respond.ts';

/** Everything that is nowhere else. Next's own page for that carries its scripts; ours is the slip customers know. */
function nothingHere(request: Request): Promise<Response> {
  return statePage('not_found', { status: 404, shown: shownFor(request) });
}

export {
  nothingHere as GET,
  nothingHere as HEAD,
  nothingHere as POST,
  nothingHere as PUT,
  nothingHere as PATCH,
  nothingHere as DELETE,
  nothingHere as OPTIONS,
};
