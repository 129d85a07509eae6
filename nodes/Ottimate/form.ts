import { ottimate } from '../../providers/ottimate';
import type { ServiceForm } from '../shared/form/service-form';
import { jobs } from './jobs';
import { labels, parts, words } from './labels';
import { picked, pickers } from './pickers';
import { resources } from './resources';

export const form: ServiceForm = {
	provider: ottimate,
	mainResource: 'invoice',
	resources,
	pickers,
	picked,
	parts,
	labels,
	words,
	jobs,
};
