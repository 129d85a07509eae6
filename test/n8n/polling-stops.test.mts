import { pollingStops } from './polling-stops-scenario.mts';
import { CURRENT } from './versions.mts';

pollingStops(CURRENT);
