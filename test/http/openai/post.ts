import { answer, fakeApp } from '../../helpers/fake-parts.ts';

export type Body = Record<string, unknown>;

export const asked = { role: 'user', content: answer.question };

/** Posts a chat to an app of fake parts; a text goes as it is. */
export async function post(body: Body | string, parts: Parameters<typeof fakeApp>[0] = {}) {
  const { app, seen } = await fakeApp(parts);
  const response = await app.inject({
    method: 'POST',
    url: '/v1/chat/completions',
    headers: { 'content-type': 'application/json' },
    payload: typeof body === 'string' ? body : { model: 'footnote', messages: [asked], ...body },
  });
  return { response, seen };
}
