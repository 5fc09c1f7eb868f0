import type { NextConfig } from 'next';

const config: NextConfig = {
  // `npm run check` runs the type checker over the whole tree; a second run inside the build only costs time.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['postgres', 'pg-boss', 'pino', 'libphonenumber-js'],
  // The optimiser has had remote-code-execution bugs and we serve no foreign pictures.
  images: { unoptimized: true },
  poweredByHeader: false,
};

export default config;
