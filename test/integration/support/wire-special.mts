import type { IDataObject, NodeParameterValueType } from 'n8n-workflow';

/** What differs for one row because the form has code of its own for it. */
export interface Special {
	/** Values by wire name in place of the samples that the code refuses, and how they go out. */
	values?: Readonly<Record<string, { entered: NodeParameterValueType; wire: unknown }>>;
	/** Fields that are not filled in with the others: the code takes only one of several. */
	without?: readonly string[];
	/** What every record has to have, for a call that takes many. */
	record?: IDataObject;
	/** Method, path, query and body are not those of the row alone. */
	request?: 'free';
	/** The items are not those of the answer, or there are further calls. */
	items?: 'free';
}

const customer = { name: 'é', mobile: '5', address: 'a', city: 'Riyadh', country: 'SA' };
const wholeCustomer = { customer: { entered: JSON.stringify(customer), wire: customer } };

/** By `service resource.operation`; each entry says why. Items of rows with `outcomes` or `then` are free without one. */
export const SPECIAL: Readonly<Record<string, Special>> = {
	// The types have to fit the resource of the path.
	'doo webhook.initialize': { without: ['webhook_type'] },
	// One of several ways to name the record, never two.
	'oto deliveryOption.getMany': { without: ['city', 'id'] },
	'oto driver.assign': { without: ['driverEmail'] },
	'oto order.cancel': { without: ['otoId'] },
	'oto order.checkAvailability': { without: ['order'] },
	'oto order.get': { without: ['otoId', 'ref1', 'id'] },
	'oto order.getStatus': { without: ['otoId'] },
	'oto shipment.cancel': { without: ['otoId'] },
	'oto shipment.create': { without: ['otoId'] },
	// One sender; a customer has to be complete, and goes out where there is no destination of one's own.
	'oto order.create': {
		without: ['senderInformation', 'destinationLocationCode'],
		values: wholeCustomer,
	},
	'oto order.update': {
		without: ['senderInformation', 'destinationLocationCode'],
		values: wholeCustomer,
	},
	'oto return.create': { values: wholeCustomer },
	// A record without an invoice is refused.
	'ottimate invoice.markExported': { record: { invoice_id: 101 } },
	'ottimate invoice.markUnexported': { record: { invoice_id: 101 } },
};
