import type { NextConfig } from 'next';

const config: NextConfig = {
  // `npm run check` runs the type checker over the whole tree; a second run inside the build only costs time.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['postgres', 'pg-boss', 'pino', 'libphonenumber-js'],
  // The optimiser has had remote-code-execution bugs and we serve no foreign pictures.
  images: { unoptimized: true },
  poweredByHeader: false,
  // Development prints the addresses it answers: these hold secrets.
  logging: { incomingRequests: { ignore: [/^\/(?:console\/enter|[eir])\//u] } },
  // Font files carry a hash of their bytes in their name.
  headers: async () => [
    {
      source: '/fonts/:file*',
      headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    },
  ],
};

export default config;
