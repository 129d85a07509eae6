import { gateScenarios } from './gate-scenarios.mts';
import { TOKEN_TYPES } from './token-types.mts';
import { PREVIOUS } from './versions.mts';

gateScenarios(
	PREVIOUS,
	TOKEN_TYPES.filter(({ type }) => ['ottimateApi', 'otesseAppApi'].includes(type)),
);
