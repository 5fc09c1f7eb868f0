import type { z } from 'zod';
import { SENTENCES } from '#lib/domain/check/sentences.ts';
import type { CheckQuestion } from '#lib/domain/check/question.ts';
import type { CreateInvitation } from '#lib/services/invitation/create.ts';
import type { CheckAnswerBody } from './v1/check-answer.ts';
import type { InvitationBody } from './v1/invitations.ts';

/* What the document shows. Numbers are from the ranges set aside for fiction. */

const question: CheckQuestion = {
  contact: { phone: '0176 04069042' },
  channel: 'whatsapp',
  purpose: 'order',
  ref: 'm-81',
};

const granted: CheckAnswerBody = {
  ref: 'm-81',
  mode: 'live',
  allowed: true,
  reason: 'granted',
  text: SENTENCES.en.granted,
  channel: 'whatsapp',
  purpose: 'order',
  consent: {
    id: '0199e5a4-1c00-7000-8000-000000000001',
    version: '5f0c'.repeat(16),
    version_url: `http://localhost:3000/t/${'5f0c'.repeat(16)}`,
    granted_at: '2026-11-24T09:12:44.120031Z',
    confirmed_at: null,
    expires_at: null,
    evidence: 'number_delivery',
  },
  not_covered: [],
  next_action: 'none',
  capture_url: null,
  notice_due: false,
  opt_out_line: null,
  as_of: '118',
  checked_at: '2026-11-24T13:30:00.004512Z',
  decision_id: '0199e5a4-1c00-7000-8000-000000000002',
  receipt: null,
};

const neverAsked: CheckAnswerBody = {
  ...granted,
  allowed: false,
  reason: 'never_asked',
  text: SENTENCES.en.never_asked,
  consent: null,
  next_action: 'ask',
  capture_url: 'http://localhost:3000/e/sommer/auftrag',
};

const invite: CreateInvitation = {
  contact: { phone: '0176 04069042' },
  page: 'auftrag',
  delivered_by: 'whatsapp',
};

const invitation: z.infer<typeof InvitationBody> = {
  id: '0199e5a4-1c00-7000-8000-000000000003',
  url: 'http://localhost:3000/i/AZnlpBwAcACAAAAAAAAAAx6b1n0Vt0c9mJm2Qk3r8ZE',
  expires_at: '2026-12-08T09:12:44.120031Z',
  notes: ['no_inbound_on_file'],
};

export const examples = { question, granted, neverAsked, invite, invitation };
