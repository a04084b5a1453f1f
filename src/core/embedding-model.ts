/** A model that turns texts into vectors, with what is needed to ask it again. */
export interface EmbeddingModel {
  /** Names the model and everything that changes its vectors; vectors of two ids are never mixed. */
  readonly id: string;
  readonly driver: 'embedded' | 'openai';
  /** What its endpoint calls it; of the embedded driver the id. */
  readonly name: string;
  /** Numbers in each of its vectors. */
  readonly dimensions: number;
}

/** The record alone of something that has it, as it can be sent to another thread. */
export function modelRecord(model: EmbeddingModel): EmbeddingModel {
  const { id, driver, name, dimensions } = model;
  return { id, driver, name, dimensions };
}
