import { setTimeout as sleep } from 'node:timers/promises';
import { receiptToken } from '#lib/services/receipt/token.ts';
import { readLeaf } from '#lib/services/ledger/append.ts';
import { openPage } from '#lib/services/page/open.ts';
import type { AnswerForm } from '#lib/domain/consent/form.ts';
import type { BusinessId, ReceiptId } from '#lib/domain/ids.ts';
import { formOf, type Firm } from '#tests/support/scene.ts';
import type { OwnCluster } from './cluster.ts';

/** The two acts, however they reach the program. A throw means: nobody knows. */
export interface Acts {
  readonly answer: (firm: Firm, form: AnswerForm) => Promise<string>;
  readonly withdraw: (receipt: string) => Promise<void>;
}

interface Sent {
  readonly firm: Firm;
  readonly form: AnswerForm;
  receipt: string | null;
  withdrawal: 'none' | 'acknowledged' | 'unknown';
}

export interface Tally {
  readonly acknowledged: number;
  readonly lost: number;
  readonly duplicates: number;
  readonly unknown: number;
}

/** Writers with a number of their own each: answer, withdraw, answer again, and a memory of what they were told. */
export class Writers {
  readonly #acts: Acts;
  readonly #firms: readonly Firm[];
  readonly #sent: Sent[] = [];
  #going = true;
  #unknown = 0;
  #acknowledged = 0;
  #work: Promise<unknown> = Promise.resolve();

  constructor(acts: Acts, firms: readonly Firm[]) {
    this.#acts = acts;
    this.#firms = firms;
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  start(count = 16): void {
    this.#going = true;
    this.#work = Promise.all(Array.from({ length: count }, (_, i) => this.#write(i)));
  }

  async stop(): Promise<void> {
    this.#going = false;
    await this.#work;
  }

  async #write(i: number): Promise<void> {
    const firm = this.#firms[i % this.#firms.length];
    if (!firm) throw new Error('no firm');
    const phone = `+49176040690${String(i).padStart(2, '0')}`;
    while (this.#going) {
      const sent = await this.#form(firm, phone);
      if (!sent) {
        await sleep(20); // the database is away; asking is all one can do
        continue;
      }
      this.#sent.push(sent);
      if (!(await this.#told(async () => (sent.receipt = await this.#acts.answer(firm, sent.form)))))
        await sleep(100); // what is not there fails very fast
      const { receipt } = sent;
      if (receipt === null || Math.random() < 0.5) continue;
      sent.withdrawal = 'unknown';
      if (await this.#told(() => this.#acts.withdraw(receipt))) sent.withdrawal = 'acknowledged';
    }
  }

  async #form(firm: Firm, phone: string): Promise<Sent | null> {
    const page = await openPage(firm.slug, firm.pageSlug).catch(() => null);
    if (page?.state !== 'open') return null;
    const form = formOf(page, { name: 'Anna Beispiel', phone, item: ['order'] });
    return { firm, form, receipt: null, withdrawal: 'none' };
  }

  async #told(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      this.#acknowledged += 1;
      return true;
    } catch {
      this.#unknown += 1;
      return false;
    }
  }

  /**
   * Sends each form whose end nobody saw once more, as a browser would, and then compares: each form is in the log
   * once, whatever was acknowledged is there.
   */
  async compare(cluster: OwnCluster): Promise<Tally> {
    for (const sent of this.#sent.filter((s) => s.receipt === null))
      sent.receipt = await this.#acts.answer(sent.firm, sent.form);
    const answered = new Map<string, number>();
    const withdrawn = new Map<string, number>();
    const ours = `business_id in (${this.#firms.map((f) => `'${f.businessId}'`).join(', ')})`;
    const events = await cluster.run(`select business_id, leaf from public.event where ${ours} order by seq`);
    for (const { business_id, leaf } of events) {
      const event = readLeaf(String(leaf));
      if (event.kind === 'answered')
        count(answered, receiptToken(business_id as BusinessId, event.body.receipt as ReceiptId));
      if (event.kind === 'withdrawn' && event.body.how === 'receipt')
        count(withdrawn, receiptToken(business_id as BusinessId, event.body.receipt as ReceiptId));
    }
    const lost = this.#sent.filter(
      (s) =>
        (answered.get(s.receipt ?? '') ?? 0) === 0 ||
        (s.withdrawal === 'acknowledged' && !withdrawn.has(s.receipt ?? '')),
    );
    const twice = [...answered.values(), ...withdrawn.values()].filter((n) => n > 1).length;
    const [rows] = await cluster.run(`select count(*)::int as n from public.receipt where ${ours}`);
    return {
      acknowledged: this.#acknowledged,
      lost: lost.length,
      // A form has one receipt; more receipts than forms, or fewer, means that one form was taken for two.
      duplicates: twice + Math.abs(Number(rows?.['n']) - new Set(this.#sent.map((s) => s.receipt)).size),
      unknown: this.#unknown,
    };
  }
}

function count(of: Map<string, number>, key: string): void {
  of.set(key, (of.get(key) ?? 0) + 1);
}
