import { pollingScenario } from './polling-scenario.mts';
import { CURRENT } from './versions.mts';

pollingScenario(CURRENT, 500);
