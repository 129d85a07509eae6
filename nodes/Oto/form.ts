import { oto } from '../../providers/oto';
import type { ServiceForm } from '../shared/form';
import { accounts } from './accounts';
import { book } from './booking/book';
import { getCheapest } from './booking/cheapest';
import { fileJobs } from './files';
import { goods } from './goods';
import { jobs } from './jobs';
import { labels, words } from './labels';
import { order } from './orders';
import { picked, pickers } from './pickers';
import { places } from './places';
import { shipping } from './shipping';

export const form: ServiceForm = {
	provider: oto,
	mainResource: 'order',
	resources: { order, ...shipping, ...accounts, ...places, ...goods },
	pickers,
	picked,
	labels,
	words,
	jobs: [...jobs, ...fileJobs, getCheapest, book],
};
