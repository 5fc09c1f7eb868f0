import { readFileSync } from 'node:fs';
import http from 'node:http';

/*
 * The reference: `node:http` and nothing else. It reads the body and answers with the very bytes (headers too) that a
 * check was answered with. Arguments: port, file with { headers, body }.
 */
const [port, file] = process.argv.slice(2);
const { headers, body } = JSON.parse(readFileSync(file ?? '', 'utf8')) as { headers: string[]; body: string };
const bytes = Buffer.from(body);

http
  .createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(200, headers);
      response.end(bytes);
    });
  })
  .listen(Number(port), '127.0.0.1');
