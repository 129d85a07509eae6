import { Oto } from '../../../nodes/Oto/Oto.node.ts';
import { OtoTrigger } from '../../../nodes/Oto/OtoTrigger.node.ts';
import { outputs } from '../../../nodes/Oto/outputs';
import type { TestedService } from '../types.mts';
import { calls } from './calls.mts';
import { credentials } from './credentials.mts';
import { examples } from './examples.mts';
import { panel, triggerPanel } from './panel.mts';
import { oto as simulator } from './simulator/index.mts';

export const oto: TestedService = {
	id: 'oto',
	outputs,
	action: new Oto(),
	trigger: new OtoTrigger(),
	simulator,
	credentials,
	calls,
	fresh: 'order.getMany',
	numbered: '/orderDetails?orderId=OID-{{ 1001 + $json.n }}',
	examples,
	panel,
	triggerPanel,
};
