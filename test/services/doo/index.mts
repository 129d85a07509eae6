import { Doo } from '../../../nodes/Doo/Doo.node.ts';
import { DooTrigger } from '../../../nodes/Doo/DooTrigger.node.ts';
import { outputs } from '../../../nodes/Doo/outputs';
import type { TestedService } from '../types.mts';
import { calls } from './calls.mts';
import { credentials } from './credentials.mts';
import { examples } from './examples.mts';
import { panel, triggerPanel } from './panel.mts';
import { doo as simulator } from './simulator/index.mts';

export const doo: TestedService = {
	id: 'doo',
	outputs,
	action: new Doo(),
	trigger: new DooTrigger(),
	simulator,
	credentials,
	calls,
	fresh: 'graphql.query',
	examples,
	panel,
	triggerPanel,
};
