import { Ottimate } from '../../../nodes/Ottimate/Ottimate.node.ts';
import { OttimateTrigger } from '../../../nodes/Ottimate/OttimateTrigger.node.ts';
import { outputs } from '../../../nodes/Ottimate/outputs';
import type { TestedService } from '../types.mts';
import { calls } from './calls.mts';
import { credentials } from './credentials.mts';
import { envelopes } from './envelopes.mts';
import { examples } from './examples.mts';
import { form } from './form.mts';
import { hiddenFailures } from './hidden-failures.mts';
import { panel, triggerPanel } from './panel.mts';
import { ottimate as simulator } from './simulator/index.mts';
import { happenings, polled } from './triggers.mts';

export const ottimate: TestedService = {
	id: 'ottimate',
	outputs,
	action: new Ottimate(),
	trigger: new OttimateTrigger(),
	polled,
	happenings,
	simulator,
	credentials,
	calls,
	form,
	hiddenFailures,
	fresh: 'invoice.getMany',
	numbered: '/accounts/racc_9083/companies',
	envelopes,
	secretPlaces: [
		{ kinds: ['access token'], at: 'header authorization', word: 'Bearer ' },
		{ kinds: ['API key'], at: 'header x-api-key' },
		{ kinds: ['client secret'], call: /^POST \/oauth\/token$/, at: 'body client_secret' },
	],
	examples,
	panel,
	triggerPanel,
};
