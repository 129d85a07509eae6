import { missedEvents } from './missed-events-scenario.mts';
import { CURRENT } from './versions.mts';

missedEvents(CURRENT);
