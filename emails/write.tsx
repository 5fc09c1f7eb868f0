import { asText, type Block, type Letter, type WrittenMail } from './letter.ts';

/** The letter in both forms. React escapes what it is given: a firm's name never becomes markup. */
export async function write(letter: Letter): Promise<WrittenMail> {
  // Next refuses a static import of react-dom/server in a route handler.
  const { renderToStaticMarkup } = await import('react-dom/server');
  const html = renderToStaticMarkup(<Paper letter={letter} />);
  return { subject: letter.subject, text: asText(letter), html: `<!doctype html>${html}` };
}

function Paper({ letter }: { letter: Letter }) {
  return (
    <html lang={letter.language}>
      {/* oxlint-disable-next-line next/no-head-element -- a document of a mail, not a page of Next's */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{letter.subject}</title>
      </head>
      <body style={{ font: '16px/1.5 sans-serif', maxWidth: '36rem', padding: '16px' }}>
        {letter.blocks.map((block, at) => (
          <Written block={block} key={String(at)} />
        ))}
      </body>
    </html>
  );
}

function Written({ block }: { block: Block }) {
  switch (block.kind) {
    case 'words':
      return <p>{block.text}</p>;
    case 'lines':
      return (
        <ul style={{ listStyle: 'none', padding: 0 }}>
          {block.lines.map(({ sign, text }) => (
            <li key={text}>{`${sign} ${text}`}</li>
          ))}
        </ul>
      );
    case 'link':
      return (
        <p>
          <a href={block.url}>{block.url}</a>
        </p>
      );
    case 'code':
      return <p style={{ font: '700 28px/1.2 monospace', letterSpacing: '.12em' }}>{block.code}</p>;
  }
}
