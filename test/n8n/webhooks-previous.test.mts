import { PREVIOUS } from './versions.mts';
import { webhookScenarios } from './webhook-scenarios.mts';

// n8n 1.x acknowledges a delivery before it notes the execution: what it holds when it is told to end is lost.
webhookScenarios(PREVIOUS, { events: 100, mostLost: 5 });
