import { DURABLE_CURSORS } from './polling-support.mts';
import { pollingScenario } from './polling-scenario.mts';
import { CURRENT } from './versions.mts';

pollingScenario(CURRENT, 100, DURABLE_CURSORS);
