import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { pickingType, whoPays } from '../../../providers/oto/endpoints/shared';
import type { OfferWish } from '../../../providers/oto/offers';
import { choicesOf } from '../../shared/form/labels/choices';
import { choicesIn, readChoice } from '../../shared/input/readers/choice';
import { propertyOf } from '../../shared/form/fields';
import type { ItemContext } from '../../shared/input/item-context';
import { optionsIn } from '../../shared/input/item-parameters';
import { read } from '../../shared/input/readers/origin';
import type { WaitLimits } from '../../shared/run/waiting';
import { pauseMs, waitLimitMs } from '../../shared/run/waiting';
import { words } from '../labels';
import { orderProperty } from '../parameters';
import { choiceProperties, handover, wishOf, wishOptions } from './wishes';

const EVERY_SECONDS = 5;
const LIMIT_MINUTES = 5;

const label: INodeProperties = {
	displayName: 'Label',
	name: 'label',
	type: 'options',
	options: [
		{ name: 'Link Only', value: 'link', description: 'The link in the field "printAWBURL"' },
		{ name: 'PDF File', value: 'file', description: 'Attach the label to the item as a file' },
	],
	default: 'file',
	description: 'How to return the label',
};

const FIELDS = { pickingType: 'Picking Type', whoPays: 'Who Pays' } as const;

/** "Options" of a booking. */
export const bookingOptions: readonly INodeProperties[] = [
	...wishOptions,
	...[pickingType, whoPays].map((field) =>
		propertyOf(field, {
			parameter: field.name,
			label: field.name === 'whoPays' ? FIELDS.whoPays : FIELDS.pickingType,
			required: false,
			words,
		}),
	),
	{
		displayName: 'Check Every (Seconds)',
		name: 'checkEvery',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: EVERY_SECONDS,
		description:
			'How long to wait between two checks of the booking. Each check is a request to OTO.',
	},
	{
		displayName: 'Give Up After (Minutes)',
		name: 'giveUpAfter',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: LIMIT_MINUTES,
		description: 'How long to wait for the booking and its label. Other items go on meanwhile.',
	},
];

/** What an item asks for. */
export interface Booking {
	orderId: string;
	wish: OfferWish;
	limits: WaitLimits;
	withFile: boolean;
	/** Further fields of the booking. */
	further: IDataObject;
}

function furtherOf({ context, itemIndex }: ItemContext): IDataObject {
	const options = optionsIn(context, itemIndex);
	const given = [pickingType, whoPays].flatMap((field) => {
		const name = field.name === 'whoPays' ? FIELDS.whoPays : FIELDS.pickingType;
		const value = options.optionalText(field.name, name);
		if (value === undefined) return [];
		const choices = choicesOf(field.options ?? [], words);
		return [
			[field.name, read({ context, itemIndex, label: name }, () => readChoice(value, choices))],
		];
	});
	return Object.fromEntries(given) as IDataObject;
}

export function bookingIn(item: ItemContext): Booking {
	const { context } = item;
	const given = optionsIn(context, item.itemIndex);
	const every = given.optionalNumber('checkEvery', 'Check Every (Seconds)', { min: 1 });
	const minutes = given.optionalNumber('giveUpAfter', 'Give Up After (Minutes)', { min: 0 });
	return {
		orderId: item.read.id('orderId', 'Order'),
		wish: wishOf(item),
		limits: {
			everyMs: pauseMs(context, (every ?? EVERY_SECONDS) * 1000),
			limitMs: waitLimitMs(context, (minutes ?? LIMIT_MINUTES) * 60_000),
		},
		withFile: item.read.choice('label', 'Label', choicesIn(label)) === 'file',
		further: furtherOf(item),
	};
}

export const bookingProperties: readonly INodeProperties[] = [
	orderProperty,
	...choiceProperties,
	handover,
	label,
];
