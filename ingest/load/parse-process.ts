import { parseDocument } from './parse.ts';
import { serveParser } from './serve-parser.ts';

serveParser(parseDocument);
