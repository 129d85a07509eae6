import { isRecord } from '../../../sandbox/core/body.mts';
import type { Exceptions } from '../../../sandbox/answers/compare.mts';
import { compareAnswer } from '../../../sandbox/answers/compare.mts';
import shapes from './shapes.json';

export { shapes };

/** The calls whose answer is documented, as `POST /createOrder`. */
export type Answered = keyof typeof shapes;

const someOfTheRows = (...keys: string[]): Exceptions => ({
	mayLack: keys.map((key) => `deliveryCompany[].${key}`),
});
const offers = someOfTheRows(
	'pickupCutOffTime',
	'trackingType',
	'score5',
	'estimatedPickupDate',
	'estimatedDeliveryDate',
	'cardOnDeliveryPercentage',
	'checkAllBranches',
);

/** The saved examples are one or two for each endpoint; here is what else OTO's pages say of them. */
const EXCEPTIONS: { [key in Answered]?: Exceptions } = {
	// "The last two may be absent."
	'GET /checkGlobalStock': {
		mayLack: ['stock.<key>[].quantityForecasted', 'stock.<key>[].minInventory'],
	},
	// The same credit is a number with a fraction in accountInfo.
	'GET /clientInfo': { wider: { remainingCredit: 'number' } },
	// The same weight is a number with a fraction in the list of orders.
	'GET /orderDetails': { wider: { packageWeight: 'number' } },
	'GET /shipmentTransactions': {
		wider: { 'shipments[].originalWeight': 'number', 'shipments[].dcUpdatedWeight': 'number' },
	},
	// Only with the parameter that asks for it.
	'GET /print/{orderId}': { mayLack: ['internationalProforma'] },
	'POST /orderStatus': { mayLack: ['zplDataArray'] },
	'POST /trackShipment': { mayLack: ['items[].history'] },
	// "Many keys are absent in single rows."
	'POST /checkDeliveryFee': offers,
	'POST /checkOTODeliveryFee': offers,
	'POST /getDeliveryFee': offers,
	// One order has an ID, a split one has several and the warning.
	'POST /createOrder': { mayLack: ['otoId', 'otoIds', 'warnings'] },
	// The first member of the sample is empty.
	'POST /updateOrderStatus': { mayLack: ['result[].success', 'result[].orderIds'] },
	// Only the answer for a branch is known.
	'POST /updatePickupLocation': { mayLack: ['branchId'] },
};

const isRefusal = (value: unknown) => isRecord(value) && value.success === false;

/** The records that a call for many has carried out; of those that it refused no form is documented. */
function carriedOut(body: unknown): unknown {
	if (Array.isArray(body)) return body.filter((entry) => !isRefusal(entry));
	if (!isRecord(body)) return body;
	const entries = Object.entries(body).filter(([, value]) => !isRefusal(value));
	return Object.fromEntries(
		entries.map(([key, value]) => [key, Array.isArray(value) ? carriedOut(value) : value]),
	);
}

/** Where a successful answer differs from the documented ones; `seen` gets the places that were compared. */
export const differences = (key: Answered, body: unknown, seen?: Set<string>): string[] =>
	compareAnswer(shapes[key], carriedOut(body), { ...EXCEPTIONS[key], ...(seen && { seen }) });

/** As `differences`, for a call by its method and the path that was asked for. */
export function differencesOfCall(method: string, url: string, body: unknown): string[] {
	const path = url.replace(/\?.*$/, '');
	const key = Object.keys(shapes).find((name) => {
		const [verb, template = ''] = name.split(' ');
		return verb === method && new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
	});
	return key === undefined
		? [`${method} ${path} has no documented answer`]
		: differences(key as Answered, body);
}
