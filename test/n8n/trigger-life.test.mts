import { triggerLife } from './trigger-life-scenario.mts';
import { CURRENT } from './versions.mts';

triggerLife(CURRENT);
