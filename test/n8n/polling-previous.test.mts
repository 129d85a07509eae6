import { pollingScenario } from './polling-scenario.mts';
import { PREVIOUS } from './versions.mts';

pollingScenario(PREVIOUS, 100);
