import { triggerLife } from './trigger-life-scenario.mts';
import { PREVIOUS } from './versions.mts';

triggerLife(PREVIOUS);
