import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { describeApi, nameSchemas } from '../openapi.ts';

/** Collects the schemas of the routes that are registered after it; serves them at /openapi.json and /docs. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: describeApi(),
    transformObject: (document) =>
      nameSchemas('openapiObject' in document ? document.openapiObject : {}),
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { docExpansion: 'list', tryItOutEnabled: true },
    theme: { title: 'Footnote API' },
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
