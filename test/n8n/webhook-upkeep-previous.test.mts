import { PREVIOUS } from './versions.mts';
import { webhookUpkeep } from './webhook-upkeep-scenario.mts';

webhookUpkeep(PREVIOUS);
