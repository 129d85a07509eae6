import { Ooti } from '../../../nodes/Ooti/Ooti.node.ts';
import { OotiTrigger } from '../../../nodes/Ooti/OotiTrigger.node.ts';
import { outputs } from '../../../nodes/Ooti/outputs';
import type { TestedService } from '../types.mts';
import { calls } from './calls.mts';
import { credentials } from './credentials.mts';
import { envelopes } from './envelopes.mts';
import { examples } from './examples.mts';
import { form } from './form.mts';
import { panel, triggerPanel } from './panel.mts';
import { ooti as simulator } from './simulator/index.mts';
import { happenings, polled } from './triggers.mts';

export const ooti: TestedService = {
	id: 'ooti',
	outputs,
	action: new Ooti(),
	trigger: new OotiTrigger(),
	polled,
	happenings,
	simulator,
	credentials,
	calls,
	form,
	fresh: 'project.getMany',
	formsForSome: true,
	numbered: '/contacts/{{ 3100 + $json.n }}/',
	envelopes,
	secretPlaces: [
		{ kinds: ['API key'], at: 'header authorization', word: 'Token ' },
		{ kinds: ['access token'], at: 'header authorization', word: 'JWT ' },
		{ kinds: ['password'], call: /^POST \/token-auth\/$/, at: 'body password' },
		{ kinds: ['refresh token'], call: /^POST \/token-refresh\/$/, at: 'body refresh' },
	],
	examples,
	panel,
	triggerPanel,
};
