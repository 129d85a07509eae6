import type { INodeTypeDescription } from 'n8n-workflow';

import { Doo } from '../../nodes/Doo/Doo.node.ts';
import { form as doo } from '../../nodes/Doo/form';
import { form as ooti } from '../../nodes/Ooti/form';
import { Ooti } from '../../nodes/Ooti/Ooti.node.ts';
import { form as otesse } from '../../nodes/Otesse/form';
import { Otesse } from '../../nodes/Otesse/Otesse.node.ts';
import { form as oto } from '../../nodes/Oto/form';
import { Oto } from '../../nodes/Oto/Oto.node.ts';
import { form as ottimate } from '../../nodes/Ottimate/form';
import { Ottimate } from '../../nodes/Ottimate/Ottimate.node.ts';
import type { ServiceForm } from '../../nodes/shared/form/service-form';

/** A service's form and what n8n gets of it. */
export interface Service {
	form: ServiceForm;
	description: INodeTypeDescription;
}

export const services: readonly Service[] = [
	{ form: doo, description: new Doo().description },
	{ form: ooti, description: new Ooti().description },
	{ form: otesse, description: new Otesse().description },
	{ form: oto, description: new Oto().description },
	{ form: ottimate, description: new Ottimate().description },
];
