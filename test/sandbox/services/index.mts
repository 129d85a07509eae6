import type { ServiceModule } from '../core/types.mts';
import { doo } from './doo/index.mts';
import { ooti } from './ooti/index.mts';
import { otesse } from './otesse/index.mts';
import { oto } from './oto/index.mts';
import { ottimate } from './ottimate/index.mts';

export const services: ServiceModule[] = [ooti, ottimate, doo, oto, otesse];
