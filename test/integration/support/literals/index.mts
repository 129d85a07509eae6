import type { ServiceId } from '../../../sandbox/core/types.mts';
import { doo } from './doo.mts';
import { ooti } from './ooti.mts';
import { otesse } from './otesse.mts';
import { oto } from './oto.mts';
import { ottimate } from './ottimate.mts';
import type { Literals } from './types.mts';

export const LITERALS: Readonly<Record<ServiceId, Literals>> = { doo, ooti, otesse, oto, ottimate };
