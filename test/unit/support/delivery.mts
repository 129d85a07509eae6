import { jest } from '@jest/globals';
import type { IWebhookFunctions } from 'n8n-workflow';

import type {
	Delivery,
	DeliveryRules,
	RefusedDelivery,
	ServiceEvent,
} from '../../../transport/webhooks/deliveries';
import { receive } from '../../../transport/webhooks/deliveries';
import type { RegistrationKeys } from '../../../transport/webhooks/registration-plan';

export type Verdict = (Partial<ServiceEvent> & Partial<RefusedDelivery>) | undefined;

export function delivery(
	text: string,
	headers: Record<string, string> = {},
	query: Record<string, unknown> = {},
): Delivery {
	const read = (most = Infinity) =>
		text.length > most ? undefined : { text, body: JSON.parse(text) };
	return { raw: Buffer.from(text), headers, query, read };
}

export const known = (slot: string, keys: Record<string, string>): RegistrationKeys => ({
	slot,
	keys,
});

/** What a service's rules parse at most where they have to compare texts. */
export const BOUND = 128 * 1024;

interface Call {
	body: string;
	headers?: Record<string, string>;
	query?: Record<string, string>;
}

/** The status of an answer, and the size of the largest text that was parsed for it. */
export async function take(
	verify: DeliveryRules['verify'],
	slot: string,
	keys: object,
	call: Call,
) {
	const parse = jest.spyOn(JSON, 'parse');
	let status = 200;
	const response = {
		status(code: number) {
			status = code;
			return response;
		},
		set: () => response,
		json: () => response,
		once: () => response,
	};
	const { body, headers = {}, query = {} } = call;
	const context = {
		getRequestObject: () => ({ rawBody: Buffer.from(body), headers, query }),
		getResponseObject: () => response,
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ id: 'n', name: 'Trigger' }),
		getMode: () => 'webhook',
		logger: { warn: () => undefined },
	} as unknown as IWebhookFunctions;
	await receive(context, {
		verify,
		known: async () => [{ slot, keys: { ...keys } }],
		wants: () => true,
		item: ({ body: content }) => content,
		oldestMs: 0,
	});
	const parsed = Math.max(0, ...parse.mock.calls.map(([text]) => text.length));
	return { status, parsed };
}

/** A JSON object of so many bytes. */
export const padded = (bytes: number, members = '"type":"x"') => {
	const start = `{${members},"pad":"`;
	return `${start}${'p'.repeat(bytes - start.length - 2)}"}`;
};
export const large = padded(4 * 1024 * 1024);
