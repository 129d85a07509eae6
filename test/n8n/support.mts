import { jest } from '@jest/globals';

const TEST_LIMIT_MS = 240_000;

jest.setTimeout(TEST_LIMIT_MS);

export { Rig } from './rig.mts';
export type { Traffic } from './rig.mts';
