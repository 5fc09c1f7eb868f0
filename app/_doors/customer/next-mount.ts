import { addressPrefix, forwardedAddress } from '#app/_doors/client-address.ts';
import { customerDoor } from './door.ts';

/** The same door as a Next route handler, for hosts without our own server: there the address comes from proxies only. */
export function customerRoute(request: Request): Promise<Response> {
  return customerDoor(request, addressPrefix(forwardedAddress(request.headers)));
}
