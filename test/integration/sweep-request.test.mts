import { form } from '../../nodes/Ottimate/form';
import { describeSweep } from './support/sweep.mts';

const endpoint = { __rl: true as const, mode: 'path', value: '/things/{part}' };
const method = 'POST';
/** The fields of the other mode have tests of their own, endpoint by endpoint. */
const inputMode = 'raw';

describeSweep(form, {
	settings: [{ resource: 'apiRequest', operation: 'sendRequest', endpoint, method, inputMode }],
});
describeSweep(form, {
	name: 'providerRequest',
	settings: [{ service: 'ottimate', authentication: 'ottimateApi', endpoint, method, inputMode }],
});
