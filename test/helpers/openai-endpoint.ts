/* The scripted endpoint's front door: what most tests need of it. Its behaviours are in endpoint/. */
export { answerWell, DIMENSIONS, embeddingsOf, vectorOf } from './endpoint/embeddings.ts';
export type { Asked, Reply, Script } from './endpoint/protocol.ts';
export { MODELS, startOpenAiEndpoint, type OpenAiEndpoint } from './endpoint/server.ts';
