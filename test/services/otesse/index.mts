import { Otesse } from '../../../nodes/Otesse/Otesse.node.ts';
import { OtesseTrigger } from '../../../nodes/Otesse/OtesseTrigger.node.ts';
import { outputs } from '../../../nodes/Otesse/outputs';
import { MADE_BY_HAND } from '../../n8n/secrets/finder.mts';
import type { TestedService } from '../types.mts';
import { calls } from './calls.mts';
import { credentials } from './credentials.mts';
import { envelopes } from './envelopes.mts';
import { examples } from './examples.mts';
import { form } from './form.mts';
import { panel, triggerPanel } from './panel.mts';
import { otesse as simulator } from './simulator/index.mts';
import { store } from './simulator/store.mts';
import { registering } from './triggers.mts';

export const otesse: TestedService = {
	id: 'otesse',
	outputs,
	action: new Otesse(),
	trigger: new OtesseTrigger(),
	registering,
	simulator,
	credentials,
	calls,
	form,
	fresh: 'booking.getMany',
	numbered: '/services/availability?zip=97401&industry=cleaning',
	envelopes,
	secretPlaces: [
		{ kinds: ['access token'], at: 'header authorization', word: 'Bearer ' },
		{ kinds: ['API key'], at: 'header authorization', word: 'Bearer ' },
		{ kinds: ['client secret'], call: /^POST \/oauth\/token$/, at: 'body client_secret' },
		{ kinds: ['refresh token'], call: /^POST \/oauth\/token$/, at: 'body refresh_token' },
	],
	secretsInMemory: () =>
		store.webhooks.map(({ secret, url }) => ({
			kind: url === MADE_BY_HAND ? 'told secret' : 'registration',
			value: secret,
		})),
	examples,
	panel,
	triggerPanel,
};
