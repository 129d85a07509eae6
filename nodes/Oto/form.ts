import { oto } from '../../providers/oto';
import type { ServiceForm } from '../shared/form/service-form';
import { accounts } from './accounts';
import { book } from './booking/book';
import { getCheapest } from './booking/cheapest';
import { fileOperations } from './files';
import { goods } from './order/goods';
import { orderOperations } from './composite-operations';
import { labels, words } from './labels';
import { order } from './order/orders';
import { fieldPickers, pickers } from './pickers';
import { places } from './places';
import { shipping } from './shipping';

export const form: ServiceForm = {
	provider: oto,
	mainResource: 'order',
	resources: { order, ...shipping, ...accounts, ...places, ...goods },
	pickers,
	fieldPickers,
	labels,
	words,
	compositeOperations: [...orderOperations, ...fileOperations, getCheapest, book],
};
