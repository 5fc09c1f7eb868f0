import { translator } from '#lib/i18n/translate.ts';
import { Accessibility } from './accessibility.tsx';
import { Declined } from './declined.tsx';
import { Help } from './help.tsx';
import { Imprint } from './imprint.tsx';
import { Privacy } from './privacy.tsx';
import { Question } from './question.tsx';
import { Receipt } from './receipt.tsx';
import { State } from './state.tsx';
import { Text } from './text.tsx';
import { Withdraw } from './withdraw.tsx';
import type { PageView } from './views.ts';

/** The table of contents: which component draws which page. */
export function Page({ page }: { page: PageView }) {
  const t = translator(page.locale);
  switch (page.kind) {
    case 'question':
      return <Question page={page} t={t} />;
    case 'receipt':
      return <Receipt page={page} t={t} />;
    case 'declined':
      return <Declined page={page} t={t} />;
    case 'text':
      return <Text page={page} t={t} />;
    case 'imprint':
      return <Imprint page={page} t={t} />;
    case 'privacy':
      return <Privacy page={page} t={t} />;
    case 'withdraw':
      return <Withdraw page={page} t={t} />;
    case 'help':
      return <Help page={page} t={t} />;
    case 'accessibility':
      return <Accessibility page={page} t={t} />;
    case 'state':
      return <State page={page} t={t} />;
  }
}
