/** What every handler of the machine door gets: the request, its id for both logs, and where it came from. */
export interface MachineContext {
  readonly request: Request;
  readonly requestId: string;
  /** The network of the caller's address, for limits only. */
  readonly network: string;
}
