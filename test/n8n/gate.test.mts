import { gateScenarios } from './gate-scenarios.mts';
import { TOKEN_TYPES } from './token-types.mts';
import { CURRENT } from './versions.mts';

gateScenarios(CURRENT, TOKEN_TYPES);
