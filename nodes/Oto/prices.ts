import type { IDataObject } from 'n8n-workflow';

import type { Price } from '../shared/form/service-form';

/** What OTO charges for an offer. */
export function costOf({ price, currency, deliveryOptionName }: IDataObject): IDataObject {
	return { amount: price, currency, payer: 'The OTO wallet', carrier: deliveryOptionName };
}

/** The fee of the chosen carrier for the order, as OTO quotes it. Without a carrier OTO chooses one itself. */
export const bookingPrice: Price = async (context, { orderId, deliveryOptionId }) => {
	if (orderId === undefined || deliveryOptionId === undefined) return undefined;
	const offers = await context.call('deliveryFee.getForOrder', { orderId });
	const offer = offers.find(
		({ json }) => String(json.deliveryOptionId) === String(deliveryOptionId),
	);
	return offer && costOf(offer.json);
};
