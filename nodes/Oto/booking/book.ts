import type { IDataObject } from 'n8n-workflow';

import { monotonicMs } from '../../../transport/core/clock';
import { mayHaveBeenCarriedOut } from '../../../transport/http/errors';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import {
	bookingOf,
	canceledShipment,
	isBookedAlready,
	isLabelPending,
} from '../../../providers/oto/bookings';
import type { CompositeOperation, OperationContext } from '../../shared/form/service-form';
import { noteCost } from '../../shared/run/dry-run';
import type { Waited } from '../../shared/run/waiting';
import { lastState, messageOf, secondsIn, waitUntil } from '../../shared/run/waiting';
import { hasLabel, labelFile, record } from '../files';
import { costOf } from '../prices';
import { offersFor, takeOffer } from './offers';
import type { Booking } from './settings';
import { bookingIn, bookingOptions, bookingProperties } from './settings';
import { ACCEPTED, booked, failedIn, inStep, inWait, NOTHING, UNSURE } from './steps';

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
async function request(operation: OperationContext, booking: Booking): Promise<Request> {
	const { orderId, wish, further } = booking;
	const order = await inStep('Read Order', orderId, NOTHING, async () =>
		record(operation, 'order.get', { orderId }),
	);
	const earlier = canceledShipment(order);
	const state = bookingOf(order, earlier);
	if (state === 'booked') return { stands: booked(order), earlier };
	if (state === 'ended') {
		throw operation.problem(
			`The order "${orderId}" is "${String(order.status)}" and cannot be booked`,
			`${NOTHING} Create a new order.`,
		);
	}
	const offers = await inStep('Get Offers', orderId, NOTHING, async () =>
		offersFor(operation, { ...order, orderId }, wish),
	);
	const offer = takeOffer(operation, `the order "${orderId}"`, offers, wish, `${NOTHING} `);
	noteCost(operation, costOf(offer));
	const { deliveryOptionId } = offer;
	try {
		const values = { orderId, deliveryOptionId: String(deliveryOptionId), ...further };
		await operation.call('shipment.create', values);
	} catch (error) {
		if (isBookedAlready(messageOf(error))) return { stands: ACCEPTED, earlier };
		const isDoubtful = error instanceof Error && mayHaveBeenCarriedOut(error);
		if (!isDoubtful) throw failedIn('Book', orderId, NOTHING, error);
		operation.changed();
		return { offer, stands: UNSURE, earlier, doubt: error };
	}
	operation.changed();
	return { offer, stands: ACCEPTED, earlier };
}

/** The status of the order once its shipment is created. */
async function waitForShipment(
	operation: OperationContext,
	{ orderId, limits }: Booking,
	{ stands, earlier }: Request,
): Promise<Waited<IDataObject>> {
	return await waitUntil(operation, limits, async (bounded, observe) => {
		const status = await inWait('Wait', orderId, stands, async () =>
			record(bounded, 'order.getStatus', { orderId }),
		);
		observe(status);
		const state = bookingOf(status, earlier);
		if (state === 'ended') throw ended(operation, orderId, status);
		return state === 'booked' ? status : undefined;
	});
}

function ended(operation: OperationContext, orderId: string, { status }: IDataObject): Error {
	return operation.problem(
		`Wait for order "${orderId}": the order became "${String(status)}"`,
		'OTO had accepted the booking. Look the order up in OTO.',
	);
}

const LATER =
	'OTO accepted the booking, which is not confirmed yet. Call this tool again later with the same order: it is not booked twice.';

function notBooked(
	operation: OperationContext,
	{ orderId }: Booking,
	{ stands, doubt }: Request,
	{ last, trouble, waitedMs }: Waited<unknown>,
): unknown {
	if (doubt !== undefined) return failedIn('Book', orderId, stands, doubt);
	const since = trouble === undefined ? '' : `; OTO has not answered since (${trouble})`;
	const status = last ? `, its status is "${String(last.state.status)}"` : '';
	return operation.problem(
		`Wait for order "${orderId}": no shipment after ${secondsIn(waitedMs)}${status}${since}`,
		`${stands} If the carrier refused, OTO says why in its web app and through its webhook shipmentError (see the OTO Trigger). Raise "Give Up After (Minutes)" if bookings take longer.`,
	);
}

/** What OTO says of the label, as soon as there is one. */
async function waitForLabel(
	operation: OperationContext,
	{ orderId, limits }: Booking,
	stands: string,
): Promise<IDataObject> {
	const { result, trouble } = await waitUntil(operation, limits, async (bounded) => {
		const facts = await inWait('Label', orderId, stands, async () =>
			record(bounded, 'label.get', { orderId }).catch((error: unknown) => {
				if (isLabelPending(messageOf(error))) return {};
				throw error;
			}),
		);
		return hasLabel(facts) ? facts : undefined;
	});
	if (result) return result;
	throw operation.problem(
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

async function run(operation: OperationContext): Promise<CallItem[]> {
	const booking = bookingIn(operation);
	const { orderId, limits, withFile } = booking;
	const requested = await request(operation, booking);
	const began = monotonicMs();
	const waited = await waitForShipment(operation, booking, requested);
	const status = waited.result;
	if (status === undefined) {
		const state = { orderId, ...waited.last?.state };
		const asTool = requested.doubt ? undefined : lastState(operation.context, waited, state, LATER);
		if (asTool) return asTool;
		throw notBooked(operation, booking, requested, waited);
	}
	const stands = booked(status);
	const left = Math.max(limits.limitMs - (monotonicMs() - began), 0);
	const rest = { ...booking, limits: { ...limits, limitMs: left } };
	const facts = await waitForLabel(operation, rest, stands);
	const json = itemOf(booking, requested, status, facts);
	if (!withFile) return [{ json }];
	return [await inStep('Label', orderId, stands, async () => labelFile(operation, orderId, json))];
}

/** From the offers to the label. */
export const book: CompositeOperation = {
	resource: 'shipment',
	operation: 'book',
	waits: true,
	name: 'Book',
	action: 'Book shipment and get label – charges wallet',
	description:
		'Book the cheapest or fastest offer for an order, or that of a carrier, wait until the shipment is created, and return its label as a PDF with price, carrier and tracking number. OTO charges the wallet. An order that has a shipment already is not booked again.',
	notice:
		'Books a courier, charged to the OTO wallet. Run again after a failure: an order that has a shipment is not booked twice.',
	properties: bookingProperties,
	options: bookingOptions,
	file: true,
	check: (item) => {
		bookingIn(item);
	},
	run,
};
