import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback, type Config } from '../../core/config.ts';
import { FootnoteError } from '../../core/errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A server without keys trusts whoever reaches it, and a browser on the same machine reaches it for every
 * page it shows. Two checks keep foreign pages out: the Host header must name this server, so that a name
 * which an attacker points at 127.0.0.1 (DNS rebinding) does not become this origin; and what changes
 * anything must not come from another site's page, since forms and uploads are sent without asking first.
 */
export function admitLocalPagesOnly(
  app: FastifyInstance,
  config: Pick<Config, 'host' | 'allowAnonymous'>,
): void {
  const checksHost = isLoopback(config.host) && !config.allowAnonymous;
  const names = new Set(['localhost', '127.0.0.1', '[::1]', bracketed(config.host)]);

  app.addHook('onRequest', async (request) => {
    if (checksHost && !names.has(hostName(request.headers.host))) {
      throw new FootnoteError('MISDIRECTED_HOST');
    }
    if (!SAFE_METHODS.has(request.method) && isFromForeignPage(request)) {
      throw new FootnoteError('FOREIGN_ORIGIN');
    }
  });
}

/** The host of a Host header in lower case, without port and final dot. */
function hostName(header: string | undefined): string {
  return (header ?? '').toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Browsers say where a request comes from; anything else that calls says nothing, and is no page. */
function isFromForeignPage(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const { origin, host } = request.headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}
