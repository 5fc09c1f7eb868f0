/*
 * A mail is a list of plain blocks, written out twice: as text and as simple HTML. No picture, no style sheet, nothing
 * fetched when it is opened, no slogan: courts have read a logo in such a mail as advertising (R37).
 */

export type Block =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'lines'; readonly lines: readonly { sign: string; text: string }[] }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'code'; readonly code: string };

export interface Letter {
  readonly language: 'de' | 'en';
  readonly subject: string;
  readonly blocks: readonly Block[];
}

export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function asText({ blocks }: Letter): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'words':
      return block.text;
    case 'lines':
      return block.lines.map(({ sign, text }) => `${sign} ${text}`).join('\n');
    case 'link':
      return block.url;
    case 'code':
      return block.code;
  }
}
