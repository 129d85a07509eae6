import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isTransient } from '../../../transport/http/retry';

/** The steps of a booking, as errors name them. */
export type Step = 'Read Order' | 'Get Offers' | 'Book' | 'Wait' | 'Label';

/**
 * Runs a step; its error says which step of which order it was, and what stands.
 *
 * @param stands the state of the booking, in sentences
 */
export async function inStep<T>(
	step: Step,
	orderId: string,
	stands: string,
	run: () => Promise<T>,
): Promise<T> {
	return await run().catch((error: unknown) => {
		throw failedIn(step, orderId, stands, error);
	});
}

/** The error of a step, with its place. */
export function failedIn(step: Step, orderId: string, stands: string, error: unknown): unknown {
	if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) return error;
	error.message = `${step} for order "${orderId}": ${error.message}`;
	error.description = [stands, error.description].filter(Boolean).join(' ');
	return error;
}

/** Runs a check of a wait: what may pass stays as it is, and is tried again. */
export async function inWait<T>(
	step: Step,
	orderId: string,
	stands: string,
	run: () => Promise<T>,
): Promise<T> {
	return await run().catch((error: unknown) => {
		throw isTransient(error) ? error : failedIn(step, orderId, stands, error);
	});
}

export const NOTHING = 'Nothing is booked.';
export const ACCEPTED =
	'OTO has accepted the booking: run again with this order, it is not booked twice.';
export const UNSURE =
	'It is not known whether the request reached OTO: run again with this order, it is not booked twice.';

/** What stands once the shipment is created. */
export function booked({ shipmentId, deliveryCompany }: IDataObject): string {
	const by = deliveryCompany ? ` by ${String(deliveryCompany)}` : '';
	const id = shipmentId ? ` ${String(shipmentId)}` : '';
	return `The shipment${id}${by} is booked: run again with this order for the label, it is not booked twice.`;
}
