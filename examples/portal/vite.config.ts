import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where rt-graphql is. Pages and API have to look like one origin, so Vite passes these paths on. */
const target = process.env['RT_GRAPHQL_URL'] ?? 'http://127.0.0.1:4000';
const upstream = { target, changeOrigin: true };
const proxy = { '/graphql': upstream, '/attachments': upstream, '/session': upstream };

// biome-ignore lint/style/noDefaultExport: Vite wants one.
export default defineConfig({
  // Relative, so that the built page works in any folder.
  base: './',
  plugins: [react(), contentSecurityPolicy()],
  server: { proxy },
  preview: { proxy },
  build: { target: 'es2023' },
});

/**
 * Puts a Content-Security-Policy into the built page. The frames that show mail inherit it, and
 * mail has styles of its own, hence 'unsafe-inline' for styles; scripts come from files only.
 */
function contentSecurityPolicy(): Plugin {
  const content = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const attrs = { 'http-equiv': 'Content-Security-Policy', content };
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'meta', attrs, injectTo: 'head-prepend' }],
  };
}
