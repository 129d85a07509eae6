// Made by "npm run generate".
import { doo } from './doo/index.mts';
import { ooti } from './ooti/index.mts';
import { otesse } from './otesse/index.mts';
import { oto } from './oto/index.mts';
import { ottimate } from './ottimate/index.mts';
import type { TestedService } from './types.mts';

/** All services of providers/index.ts. */
export const tested: readonly TestedService[] = [doo, ooti, otesse, oto, ottimate];
