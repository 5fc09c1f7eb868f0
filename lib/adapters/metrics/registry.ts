import { once } from '#lib/once.ts';

/*
 * The little of Prometheus' text format (version 0.0.4) that we need. A count on the hot path is one look into a map.
 * Labels are words of closed lists and nothing else: no id, no address, no path.
 */

/** A slip must not fill the memory: beyond this many, what is new counts as `other`. */
const cellsMax = 200;

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly lines: () => Iterable<string>;
}

export class Counter implements Metric {
  readonly type = 'counter';
  readonly name: string;
  readonly help: string;
  readonly #labels: readonly string[];
  readonly #cells = new Map<string, number>();

  constructor(name: string, help: string, labels: readonly string[] = []) {
    this.name = name;
    this.help = help;
    this.#labels = labels;
    if (labels.length === 0) this.#cells.set('', 0);
  }

  /** `values` in the order of the labels, joined by a space. */
  add(values = ''): void {
    const known = this.#cells.get(values);
    if (known === undefined && this.#cells.size >= cellsMax && values !== 'other') return this.add('other');
    this.#cells.set(values, (known ?? 0) + 1);
  }

  *lines(): Iterable<string> {
    for (const [values, count] of this.#cells) {
      const words = values.split(' ');
      yield line(
        this.name,
        Object.fromEntries(this.#labels.map((label, i) => [label, words[i] ?? ''])),
        count,
      );
    }
  }
}

export class Histogram implements Metric {
  readonly type = 'histogram';
  readonly name: string;
  readonly help: string;
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;

  constructor(name: string, help: string, bounds: readonly number[]) {
    this.name = name;
    this.help = help;
    this.#bounds = bounds;
    this.#counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  add(value: number): void {
    let at = 0;
    while (at < this.#bounds.length && value > (this.#bounds[at] ?? 0)) at += 1;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#sum += value;
  }

  *lines(): Iterable<string> {
    let all = 0;
    for (const [at, count] of this.#counts.entries()) {
      all += count;
      yield line(`${this.name}_bucket`, { le: String(this.#bounds[at] ?? '+Inf') }, all);
    }
    yield line(`${this.name}_sum`, {}, this.#sum);
    yield line(`${this.name}_count`, {}, all);
  }
}

/** Read when it is asked for. */
export interface Reading {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export function gauge(name: string, help: string, read: () => Iterable<Reading>): Metric {
  return readMetric('gauge', name, help, read);
}

/** A number that only grows and is kept elsewhere. */
export function total(name: string, help: string, read: () => Iterable<Reading>): Metric {
  return readMetric('counter', name, help, read);
}

function readMetric(
  type: 'gauge' | 'counter',
  name: string,
  help: string,
  read: () => Iterable<Reading>,
): Metric {
  return {
    name,
    help,
    type,
    *lines() {
      for (const { labels = {}, value } of read()) yield line(name, labels, value);
    },
  };
}

/** The whole text. `more`: what was read for this one answer. */
export function metricsText(more: readonly Metric[]): string {
  const text: string[] = [];
  for (const metric of [...counted(), ...more]) {
    text.push(`# HELP ${metric.name} ${metric.help}`, `# TYPE ${metric.name} ${metric.type}`);
    text.push(...metric.lines());
  }
  return `${text.join('\n')}\n`;
}

/** Remembers a metric of this process under its name. */
export function counting<M extends Metric>(name: string, make: () => M): M {
  return once(`metric.${name}`, () => {
    const metric = make();
    counted().push(metric);
    return metric;
  });
}

function counted(): Metric[] {
  return once('metrics', () => []);
}

function line(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const pairs = Object.entries(labels).map(([label, word]) => `${label}="${word}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${String(value)}`;
}
