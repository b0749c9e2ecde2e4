// After `npm pack`: package.json as it was.
import { restore } from './manifest.mjs';

restore();
