import type { ServiceOutputs } from '../shared/form/outputs/schemas';
import { form } from './form';

/** OOTI does not publish what it answers: what is known are deletions and files. */
export const outputs: ServiceOutputs = {
	form,
	answers: {},
	account: 'id user organizations: integer name: string teams: string[]',
};
