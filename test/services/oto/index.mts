import { Oto } from '../../../nodes/Oto/Oto.node.ts';
import { OtoTrigger } from '../../../nodes/Oto/OtoTrigger.node.ts';
import { outputs } from '../../../nodes/Oto/outputs';
import type { TestedService } from '../types.mts';
import { calls } from './calls.mts';
import { credentials } from './credentials.mts';
import { envelopes } from './envelopes.mts';
import { examples } from './examples.mts';
import { form } from './form.mts';
import { hiddenFailures } from './hidden-failures.mts';
import { panel, triggerPanel } from './panel.mts';
import { oto as simulator } from './simulator/index.mts';
import { state } from './simulator/state.mts';
import { registering } from './triggers.mts';

export const oto: TestedService = {
	id: 'oto',
	outputs,
	action: new Oto(),
	trigger: new OtoTrigger(),
	registering,
	simulator,
	credentials,
	calls,
	form,
	hiddenFailures,
	fresh: 'order.getMany',
	numbered: '/orderDetails?orderId=OID-{{ 1001 + $json.n }}',
	envelopes,
	secretPlaces: [
		{ kinds: ['access token'], at: 'header authorization', word: 'Bearer ' },
		{
			kinds: ['refresh token', 'told secret'],
			call: /^POST \/refreshToken$/,
			at: 'body refresh_token',
		},
		{ kinds: ['registration'], call: /^(POST|PUT) \/webhook$/, at: 'body secretKey' },
		{ kinds: ['registration'], call: /^(POST|PUT) \/webhook$/, at: 'body authorizationKey' },
	],
	secretsInMemory: () => [
		...state.hooks.flatMap(({ secretKey, authorizationKey }) =>
			[secretKey, authorizationKey].map((value) => ({
				kind: 'registration' as const,
				value: value ?? '',
			})),
		),
		...state.vendors.map(({ refreshToken }) => ({
			kind: 'told secret' as const,
			value: refreshToken,
		})),
	],
	examples,
	panel,
	triggerPanel,
};
