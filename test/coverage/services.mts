import type { INodeTypeDescription } from 'n8n-workflow';

import type { ServiceForm } from '../../nodes/shared/form/service-form';
import { tested } from '../services/index.mts';

/** A service's form and what n8n gets of it. */
export interface Service {
	form: ServiceForm;
	description: INodeTypeDescription;
	formsForSome: boolean;
}

export const services: readonly Service[] = tested.map(({ outputs, action, formsForSome }) => ({
	form: outputs.form,
	description: action.description,
	formsForSome: formsForSome === true,
}));
