import { CURRENT } from './versions.mts';
import { webhookUpkeep } from './webhook-upkeep-scenario.mts';

webhookUpkeep(CURRENT);
