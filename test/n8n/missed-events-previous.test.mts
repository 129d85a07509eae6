import { missedEvents } from './missed-events-scenario.mts';
import { PREVIOUS } from './versions.mts';

missedEvents(PREVIOUS);
