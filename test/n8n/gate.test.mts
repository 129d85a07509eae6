import { gateScenarios, TOKEN_TYPES } from './gate-scenarios.mts';
import { CURRENT } from './versions.mts';

gateScenarios(CURRENT, TOKEN_TYPES);
