import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../transport/contracts/endpoint';
import { nodeOf } from '../../../transport/core/node';
import type { Handover, OfferWish } from '../../../providers/oto/offers';
import { choicesIn } from '../../shared/input/readers/choice';
import { propertyOf } from '../../shared/form/fields';
import { isExpression } from '../../shared/input/expression';
import type { ItemContext } from '../../shared/input/item-context';
import { optionsIn } from '../../shared/input/item-parameters';
import { pickers } from '../pickers';

/** The kinds of delivery that offers are chosen by. */
export const handover: INodeProperties = {
	displayName: 'Delivered To',
	name: 'deliveredTo',
	type: 'options',
	options: [
		{ name: 'Anywhere', value: 'any', description: 'Return all offers' },
		{ name: 'Pickup Point', value: 'pickupPoint', description: 'The customer picks the parcel up' },
		{ name: 'The Door', value: 'door', description: 'The courier brings the parcel to the door' },
	],
	default: 'any',
	description:
		'Return only offers with this kind of delivery. Offers for which OTO states no kind are left out.',
};

const HANDOVERS: readonly Handover[] = ['any', 'door', 'pickupPoint'];

/** The kind of delivery that is asked for; any where the form does not ask. */
export function handoverOf({ read }: ItemContext): Handover {
	if (!read.has(handover.name)) return 'any';
	const given = read.choice(handover.name, handover.displayName, choicesIn(handover));
	return HANDOVERS.find((one) => one === given) ?? 'any';
}

const CARRIER: Field = {
	name: 'carrier',
	type: 'string',
	description:
		'The carrier to book, from the list or by code, name or delivery option ID. Needed for a named carrier.',
};

/** What offer to take, and from which carrier. */
export const choiceProperties: readonly INodeProperties[] = [
	{
		displayName: 'Choose',
		name: 'choose',
		type: 'options',
		options: [
			{ name: 'Cheapest Offer', value: 'cheapest', description: 'The lowest price' },
			{ name: 'Fastest Offer', value: 'fastest', description: 'The earliest delivery' },
			{
				name: 'Named Carrier',
				value: 'carrier',
				description: 'The cheapest offer of a carrier',
			},
		],
		default: 'cheapest',
		description: 'Which of the offers that fit to take',
	},
	{
		...propertyOf(CARRIER, {
			parameter: 'carrier',
			label: 'Carrier',
			// n8n asks for a required field of every choice where the choice is an expression.
			required: false,
			picker: { name: 'carrier', picker: pickers.carrier },
		}),
		displayOptions: { show: { choose: ['carrier'] } },
	},
];

const [choose] = choiceProperties;

/** Conditions that an offer has to meet. */
export const wishOptions: readonly INodeProperties[] = [
	{
		displayName: 'Allowed Carriers',
		name: 'allowedCarriers',
		type: 'string',
		default: '',
		placeholder: 'e.g. smsa, aramex',
		description:
			'Only offers of these carriers, by code, name or delivery option ID, separated by commas',
	},
	{
		displayName: 'Highest Price',
		name: 'highestPrice',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Only offers up to this price, in the currency of the offers. 0 means no limit.',
	},
];

/** Conditions whose expression finds nothing are refused, not left out: any price, or any carrier, is not what was meant. */
function conditionsIn({
	context,
	itemIndex,
}: ItemContext): Pick<OfferWish, 'highestPrice' | 'carriers'> {
	const options = optionsIn(context, itemIndex);
	const { parameters } = nodeOf(context);
	const isAsked = (name: string) =>
		options.has(name) && isExpression(parameters, ['options', name]);
	const [price, form] = ['Highest Price', { min: 0 }] as const;
	const highestPrice = isAsked('highestPrice')
		? options.number('highestPrice', price, form)
		: options.optionalNumber('highestPrice', price, form);
	return {
		...(highestPrice ? { highestPrice } : {}),
		carriers: isAsked('allowedCarriers')
			? options.list('allowedCarriers', 'Allowed Carriers')
			: options.optionalList('allowedCarriers', 'Allowed Carriers'),
	};
}

/** The offer that an item asks for; the cheapest where the form has no choice. */
export function wishOf(item: ItemContext): OfferWish {
	const { read } = item;
	const given =
		choose && read.has('choose') ? read.choice('choose', 'Choose', choicesIn(choose)) : 'cheapest';
	return {
		choose: given === 'fastest' || given === 'carrier' ? given : 'cheapest',
		...(given === 'carrier' ? { carrier: read.text('carrier', 'Carrier') } : {}),
		handover: handoverOf(item),
		...conditionsIn(item),
	};
}
