import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { choicesOf } from '../../shared/form/labels/choices';
import { propertyOf } from '../../shared/form/fields';
import type { CompositeOperation, OperationContext } from '../../shared/form/service-form';
import type { ItemContext } from '../../shared/input/item-context';
import { record } from '../files';
import { orderProperty } from '../parameters';
import { pickers } from '../pickers';
import { OFFER, offersFor, quotesFor, takeOffer } from './offers';
import { handover, wishOf, wishOptions } from './wishes';

const shownFor = (value: string, property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { show: { quoteFor: [value] } },
});

const city = (name: string, label: string, description: string) =>
	shownFor(
		'route',
		propertyOf(
			{ name, type: 'string', description, example: 'Riyadh' },
			{
				parameter: name,
				label,
				required: true,
				picker: { name: 'servedCity', picker: pickers.servedCity },
			},
		),
	);

const properties: readonly INodeProperties[] = [
	{
		displayName: 'Price Of',
		name: 'quoteFor',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Order', value: 'order', description: 'An order that is in OTO' },
			{
				name: 'Parcel Between Two Cities',
				value: 'route',
				description: 'A parcel without an order, under OTO’s contracts',
			},
		],
		default: 'order',
		description: 'What to find the cheapest offer for',
	},
	shownFor('order', orderProperty),
	city('originCity', 'Origin City', 'City the parcel leaves from, spelled as in OTO'),
	city('destinationCity', 'Destination City', 'City the parcel goes to, spelled as in OTO'),
	shownFor('route', {
		displayName: 'Weight (kg)',
		name: 'weight',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		required: true,
		description: 'Weight of the parcel in kg',
	}),
	handover,
];

const QUOTED = choicesOf(['order', 'route']);

/** The parcel that an item asks about; undefined for an order. */
function routeIn({ read }: ItemContext): IDataObject | undefined {
	if (read.choice('quoteFor', 'Price Of', QUOTED) === 'order') return undefined;
	return {
		originCity: read.text('originCity', 'Origin City'),
		destinationCity: read.text('destinationCity', 'Destination City'),
		weight: read.number('weight', 'Weight (kg)', { above: 0 }),
	};
}

async function cheapest(operation: OperationContext): Promise<IDataObject> {
	const wish = wishOf(operation);
	const route = routeIn(operation);
	if (route) {
		const what = `a parcel from ${String(route.originCity)} to ${String(route.destinationCity)}`;
		return takeOffer(operation, what, await quotesFor(operation, route), wish);
	}
	const orderId = operation.read.id('orderId', 'Order');
	const order =
		wish.handover === 'any' ? { orderId } : await record(operation, 'order.get', { orderId });
	const offers = await offersFor(operation, { ...order, orderId }, wish);
	return { orderId, ...takeOffer(operation, `the order "${orderId}"`, offers, wish) };
}

/** The price of the best offer; books nothing. */
export const getCheapest: CompositeOperation = {
	resource: 'deliveryFee',
	operation: 'getCheapest',
	reads: true,
	name: 'Get Cheapest',
	action: 'Get cheapest delivery fee',
	description:
		'Get the cheapest offer for an order, or for a parcel between two cities, within a price limit and a list of carriers. Returns one item, with the delivery option ID to book it. Books nothing.',
	properties,
	options: wishOptions,
	simplify: ['orderId', ...OFFER.slice(0, 9)],
	check: (item) => {
		wishOf(item);
		if (!routeIn(item)) item.read.id('orderId', 'Order');
	},
	run: async (operation) => [{ json: await cheapest(operation) }],
};
