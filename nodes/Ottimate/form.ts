import { ottimate } from '../../providers/ottimate';
import type { ServiceForm } from '../shared/form/service-form';
import { compositeOperations } from './composite-operations';
import { labels, parts, words } from './labels';
import { fieldPickers, pickers } from './pickers';
import { resources } from './resources';

export const form: ServiceForm = {
	provider: ottimate,
	mainResource: 'invoice',
	resources,
	pickers,
	fieldPickers,
	parts,
	labels,
	words,
	compositeOperations,
};
