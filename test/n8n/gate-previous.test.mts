import { gateScenarios, TOKEN_TYPES } from './gate-scenarios.mts';
import { PREVIOUS } from './versions.mts';

gateScenarios(
	PREVIOUS,
	TOKEN_TYPES.filter(({ type }) => ['ottimateApi', 'otesseAppApi'].includes(type)),
);
