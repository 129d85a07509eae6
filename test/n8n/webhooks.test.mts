import { CURRENT } from './versions.mts';
import { webhookScenarios } from './webhook-scenarios.mts';

webhookScenarios(CURRENT, { events: 500, mostLost: 0 });
