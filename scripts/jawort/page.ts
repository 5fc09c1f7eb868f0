import { setPaused } from '#lib/services/page/pause.ts';
import { businessBySlug } from './business.ts';
import { reader, type Command } from './command.ts';

const usage = '--business dachdeckerei-muster --page auftrag';

export const pausePageCommand: Command = { usage, read: reader(['business', 'page']), run: set(true) };
export const resumePageCommand: Command = { usage, read: reader(['business', 'page']), run: set(false) };

function set(paused: boolean): Command['run'] {
  return async (args) => {
    const businessId = await businessBySlug(args['business'] ?? '');
    await setPaused(businessId, { pageSlug: args['page'] ?? '', paused, by: 'operator' });
    return [paused ? 'paused: the page asks nothing' : 'live'];
  };
}
