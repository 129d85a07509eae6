import { form as ooti } from '../../nodes/Ooti/form';
import { form as ottimate } from '../../nodes/Ottimate/form';
import { describeSweep } from './support/sweep.mts';

describeSweep(ooti, 'ooti', ({ chosen }) => chosen.resource === 'apiRequest');
describeSweep(ottimate, 'providerRequest', undefined, [
	{ service: 'ottimate', authentication: 'ottimateApi' },
]);
