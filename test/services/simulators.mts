// Made by "npm run generate".
import type { ServiceModule } from '../sandbox/core/types.mts';
import { doo } from './doo/simulator/index.mts';
import { ooti } from './ooti/simulator/index.mts';
import { otesse } from './otesse/simulator/index.mts';
import { oto } from './oto/simulator/index.mts';
import { ottimate } from './ottimate/simulator/index.mts';

/** What each service is simulated with. */
export const simulators: readonly ServiceModule[] = [doo, ooti, otesse, oto, ottimate];
