import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { monotonicMs } from '../../../transport/core/clock';
import { mayHaveBeenCarriedOut } from '../../../transport/http/errors';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import {
	bookingOf,
	canceledShipment,
	isBookedAlready,
	isLabelPending,
} from '../../../providers/oto/bookings';
import { pickingType, whoPays } from '../../../providers/oto/endpoints/shared';
import type { OfferWish } from '../../../providers/oto/offers';
import { choicesOf } from '../../shared/choices';
import { propertyOf } from '../../shared/fields';
import type { Job, Work } from '../../shared/form';
import type { ItemContext } from '../../shared/item';
import { readChoice } from '../../shared/input/choice';
import { read } from '../../shared/input/origin';
import { optionsIn } from '../../shared/parameters';
import type { Waited, WaitLimits } from '../../shared/waiting';
import {
	lastState,
	pauseMs,
	secondsIn,
	waitLimitMs,
	waitUntil,
	wordsOf,
} from '../../shared/waiting';
import { hasLabel, labelFile, record } from '../files';
import { words } from '../labels';
import { orderProperty } from '../parameters';
import { offersFor, takeOffer } from './offers';
import { ACCEPTED, booked, failedIn, inStep, inWait, NOTHING, UNSURE } from './steps';
import { choiceProperties, choicesIn, handover, wishOf, wishOptions } from './wishes';

const EVERY_SECONDS = 5;
const LIMIT_MINUTES = 5;

const label: INodeProperties = {
	displayName: 'Label',
	name: 'label',
	type: 'options',
	options: [
		{ name: 'Link Only', value: 'link', description: 'The link in the field "printAWBURL"' },
		{ name: 'PDF File', value: 'file', description: 'The label as a file beside the item' },
	],
	default: 'file',
	description: 'How to return the label',
};

const FIELDS = { pickingType: 'Picking Type', whoPays: 'Who Pays' } as const;

const options: readonly INodeProperties[] = [
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
interface Booking {
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

function bookingIn(item: ItemContext): Booking {
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

/** How the booking came about, for the item and for errors. */
interface Request {
	/** The offer that was booked; undefined where the order was booked before. */
	offer?: IDataObject;
	/** What stands now. */
	stands: string;
	/** A shipment that was canceled before. */
	earlier: string;
	/** The error of a request that may have been carried out. */
	doubt?: unknown;
}

/** Books the order, unless it is booked already. */
async function request(work: Work, booking: Booking): Promise<Request> {
	const { orderId, wish, further } = booking;
	const order = await inStep('Read Order', orderId, NOTHING, async () =>
		record(work, 'order.get', { orderId }),
	);
	const earlier = canceledShipment(order);
	const state = bookingOf(order, earlier);
	if (state === 'booked') return { stands: booked(order), earlier };
	if (state === 'ended') {
		throw work.problem(
			`The order "${orderId}" is "${String(order.status)}" and cannot be booked`,
			`${NOTHING} Create a new order.`,
		);
	}
	const offers = await inStep('Get Offers', orderId, NOTHING, async () =>
		offersFor(work, { ...order, orderId }, wish),
	);
	const offer = takeOffer(work, `the order "${orderId}"`, offers, wish, `${NOTHING} `);
	const { deliveryOptionId } = offer;
	try {
		const values = { orderId, deliveryOptionId: String(deliveryOptionId), ...further };
		await work.call('shipment.create', values);
	} catch (error) {
		if (isBookedAlready(wordsOf(error))) return { stands: ACCEPTED, earlier };
		const isDoubtful = error instanceof Error && mayHaveBeenCarriedOut(error);
		if (!isDoubtful) throw failedIn('Book', orderId, NOTHING, error);
		work.changed();
		return { offer, stands: UNSURE, earlier, doubt: error };
	}
	work.changed();
	return { offer, stands: ACCEPTED, earlier };
}

/** The status of the order once its shipment is created. */
async function waitForShipment(
	work: Work,
	{ orderId, limits }: Booking,
	{ stands, earlier }: Request,
): Promise<Waited<IDataObject>> {
	return await waitUntil(work, limits, async (bounded, observe) => {
		const status = await inWait('Wait', orderId, stands, async () =>
			record(bounded, 'order.getStatus', { orderId }),
		);
		observe(status);
		const state = bookingOf(status, earlier);
		if (state === 'ended') throw ended(work, orderId, status);
		return state === 'booked' ? status : undefined;
	});
}

function ended(work: Work, orderId: string, { status }: IDataObject): Error {
	return work.problem(
		`Wait for order "${orderId}": the order became "${String(status)}"`,
		'OTO had accepted the booking. Look the order up in OTO.',
	);
}

const LATER =
	'OTO accepted the booking, which is not confirmed yet. Call this tool again later with the same order: it is not booked twice.';

function notBooked(
	work: Work,
	{ orderId }: Booking,
	{ stands, doubt }: Request,
	{ last, trouble, waitedMs }: Waited<unknown>,
): unknown {
	if (doubt !== undefined) return failedIn('Book', orderId, stands, doubt);
	const since = trouble === undefined ? '' : `; OTO has not answered since (${trouble})`;
	const status = last ? `, its status is "${String(last.state.status)}"` : '';
	return work.problem(
		`Wait for order "${orderId}": no shipment after ${secondsIn(waitedMs)}${status}${since}`,
		`${stands} If the carrier refused, OTO says why in its web app and through its webhook shipmentError (see the OTO Trigger). Raise "Give Up After (Minutes)" if bookings take longer.`,
	);
}

/** What OTO says of the label, as soon as there is one. */
async function waitForLabel(
	work: Work,
	{ orderId, limits }: Booking,
	stands: string,
): Promise<IDataObject> {
	const { result, trouble } = await waitUntil(work, limits, async (bounded) => {
		const facts = await inWait('Label', orderId, stands, async () =>
			record(bounded, 'label.get', { orderId }).catch((error: unknown) => {
				if (isLabelPending(wordsOf(error))) return {};
				throw error;
			}),
		);
		return hasLabel(facts) ? facts : undefined;
	});
	if (result) return result;
	throw work.problem(
		`Label for order "${orderId}": OTO has none yet${trouble === undefined ? '' : ` (${trouble})`}`,
		stands,
	);
}

function itemOf(
	{ orderId }: Booking,
	{ offer }: Request,
	status: IDataObject,
	facts: IDataObject,
): IDataObject {
	const { deliveryOptionId, deliveryOptionName, price, currency } = offer ?? {};
	const { trackingNumber, dcTrackingNumber, printAWBURL } = facts;
	const all = {
		orderId,
		alreadyBooked: offer === undefined,
		deliveryOptionId,
		deliveryOptionName,
		deliveryCompany: facts.deliveryCompany ?? status.deliveryCompany,
		price,
		currency,
		status: status.status,
		shipmentId: status.shipmentId,
		trackingNumber,
		dcTrackingNumber,
		trackingUrl: status.trackingUrl,
		printAWBURL,
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function run(work: Work): Promise<CallItem[]> {
	const booking = bookingIn(work);
	const { orderId, limits, withFile } = booking;
	const requested = await request(work, booking);
	const began = monotonicMs();
	const waited = await waitForShipment(work, booking, requested);
	const status = waited.result;
	if (status === undefined) {
		const state = { orderId, ...waited.last?.state };
		const asTool = requested.doubt ? undefined : lastState(work.context, waited, state, LATER);
		if (asTool) return asTool;
		throw notBooked(work, booking, requested, waited);
	}
	const stands = booked(status);
	const left = Math.max(limits.limitMs - (monotonicMs() - began), 0);
	const rest = { ...booking, limits: { ...limits, limitMs: left } };
	const facts = await waitForLabel(work, rest, stands);
	const json = itemOf(booking, requested, status, facts);
	if (!withFile) return [{ json }];
	return [await inStep('Label', orderId, stands, async () => labelFile(work, orderId, json))];
}

/** From the offers to the label. */
export const book: Job = {
	resource: 'shipment',
	operation: 'book',
	waits: true,
	name: 'Book',
	action: 'Book shipment and get label – charges wallet',
	description:
		'Book the cheapest or fastest offer for an order, or that of a carrier, wait until the shipment is created, and return its label as a PDF with price, carrier and tracking number. OTO charges the wallet. An order that has a shipment already is not booked again.',
	notice:
		'Books a courier, charged to the OTO wallet. Run again after a failure: an order that has a shipment is not booked twice.',
	properties: [orderProperty, ...choiceProperties, handover, label],
	options,
	file: true,
	check: (item) => {
		bookingIn(item);
	},
	run,
};
