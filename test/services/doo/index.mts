import { Doo } from '../../../nodes/Doo/Doo.node.ts';
import { DooTrigger } from '../../../nodes/Doo/DooTrigger.node.ts';
import { outputs } from '../../../nodes/Doo/outputs';
import type { TestedService } from '../types.mts';
import { calls } from './calls.mts';
import { credentials } from './credentials.mts';
import { envelopes } from './envelopes.mts';
import { examples } from './examples.mts';
import { form } from './form.mts';
import { hiddenFailures } from './hidden-failures.mts';
import { panel, triggerPanel } from './panel.mts';
import { doo as simulator } from './simulator/index.mts';
import { store } from './simulator/store.mts';
import { registering } from './triggers.mts';

export const doo: TestedService = {
	id: 'doo',
	outputs,
	action: new Doo(),
	trigger: new DooTrigger(),
	registering,
	simulator,
	credentials,
	calls,
	form,
	hiddenFailures,
	fresh: 'graphql.query',
	envelopes,
	secretPlaces: [
		{ kinds: ['access token'], at: 'header authorization', word: 'Bearer ' },
		{ kinds: ['API key'], at: 'header x-api-key' },
		{ kinds: ['client secret'], call: /^POST \/oauth$/, at: 'body client_secret' },
		{
			kinds: ['registration'],
			call: /^POST \/team\/111\/webhooks$/,
			at: 'body authentication.credentials.client_secret',
		},
		{
			kinds: ['registration'],
			call: /^POST \/team\/111\/webhooks$/,
			at: 'body hooks.*.endpoint?key',
		},
	],
	secretsInMemory: () =>
		store.configurations.flatMap(({ hooks, authentication }) =>
			[
				authentication?.credentials.client_secret,
				...hooks.map(({ endpoint }) => new URL(endpoint).searchParams.get('key')),
			].map((value) => ({ kind: 'registration' as const, value: value ?? '' })),
		),
	examples,
	panel,
	triggerPanel,
};
