import { oto } from '../../providers/oto';
import type { ServiceForm } from '../shared/form';
import { fileJobs } from './files';
import { jobs } from './jobs';
import { labels, words } from './labels';
import { order } from './orders';
import { picked, pickers } from './pickers';
import { setup } from './setup';
import { shipping } from './shipping';

export const form: ServiceForm = {
	provider: oto,
	mainResource: 'order',
	resources: { order, ...shipping, ...setup },
	pickers,
	picked,
	labels,
	words,
	jobs: [...jobs, ...fileJobs],
};
