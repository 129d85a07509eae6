import { pollingStops } from './polling-stops-scenario.mts';
import { PREVIOUS } from './versions.mts';

pollingStops(PREVIOUS);
