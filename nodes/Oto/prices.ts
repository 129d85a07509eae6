import type { Price } from '../shared/form/service-form';

/** The fee of the chosen carrier for the order, as OTO quotes it. Without a carrier OTO chooses one itself. */
export const bookingPrice: Price = async (context, { orderId, deliveryOptionId }) => {
	if (orderId === undefined || deliveryOptionId === undefined) return undefined;
	const offers = await context.call('deliveryFee.getForOrder', { orderId });
	const offer = offers.find(
		({ json }) => String(json.deliveryOptionId) === String(deliveryOptionId),
	);
	if (!offer) return undefined;
	const { price, currency, deliveryOptionName } = offer.json;
	return { amount: price, currency, payer: 'The OTO wallet', carrier: deliveryOptionName };
};
