import { Otesse } from '../../../nodes/Otesse/Otesse.node.ts';
import { OtesseTrigger } from '../../../nodes/Otesse/OtesseTrigger.node.ts';
import { outputs } from '../../../nodes/Otesse/outputs';
import type { TestedService } from '../types.mts';
import { calls } from './calls.mts';
import { credentials } from './credentials.mts';
import { examples } from './examples.mts';
import { panel, triggerPanel } from './panel.mts';
import { otesse as simulator } from './simulator/index.mts';

export const otesse: TestedService = {
	id: 'otesse',
	outputs,
	action: new Otesse(),
	trigger: new OtesseTrigger(),
	simulator,
	credentials,
	calls,
	fresh: 'booking.getMany',
	numbered: '/services/availability?zip=97401&industry=cleaning',
	examples,
	panel,
	triggerPanel,
};
