import { form as ooti } from '../../nodes/Ooti/form';
import { form as ottimate } from '../../nodes/Ottimate/form';
import { describeSweep } from './support/sweep.mts';

const endpoint = { __rl: true as const, mode: 'path', value: '/things/{part}' };
const method = 'POST';

describeSweep(ooti, {
	settings: [{ resource: 'apiRequest', operation: 'sendRequest', endpoint, method }],
});
describeSweep(ottimate, {
	name: 'providerRequest',
	settings: [{ service: 'ottimate', authentication: 'ottimateApi', endpoint, method }],
});
