import { isHandedOver } from '../../providers/oto/offers';
import type { OperationForm, ResourceForm } from '../shared/form/service-form';
import type { Shape } from '../shared/input/item-context';
import { inSequence } from '../shared/input/item-context';
import { OFFER } from './booking/offers';
import { handover, handoverOf } from './booking/wishes';
import {
	anOrder,
	asNumbers,
	atLeastOne,
	atMostOne,
	daysOr,
	exactlyOne,
	withoutEmpty,
} from './checks';
import { returnAddress } from './order/customer';
import { proformaAsFile } from './files';
import { boxes, returnItems } from './order/lines';
import { bookingPrice } from './prices';

/** Boxes have their own weights. */
const weightOrBoxes: Shape = (item, values) => {
	const { weight, boxes, ...rest } = values;
	if (Array.isArray(boxes) && boxes.length > 0) return { ...rest, boxes };
	if (Number(weight) > 0) return { ...rest, weight };
	throw item.problem(
		'Fill in "Weight (kg)" or "Boxes"',
		'OTO needs a weight above 0, or boxes with a weight each.',
	);
};

const someWeight: Shape = (item, values) => {
	if (Number(values.weight) > 0) return values;
	throw item.problem(
		'"Weight (kg)" must be above 0',
		'Enter the weight of the parcel in kilograms.',
	);
};

/** Offers of the kind of delivery that is asked for. */
const onlyHandover: OperationForm['rowFilter'] = (item) => {
	const kind = handoverOf(item);
	return (row) => isHandedOver(row, kind);
};

export const shipping: Readonly<Record<string, ResourceForm>> = {
	deliveryFee: {
		name: 'Delivery Fee',
		simplify: OFFER,
		operations: {
			getForOtoContracts: {
				name: 'Get for OTO Contracts',
				action: 'Get delivery fees of OTO contracts',
				description:
					'Compare what OTO’s contracted carriers charge for a parcel between two cities. Returns one item per offer, with the delivery option ID to book it. Books nothing.',
				primaryFields: ['weight'],
				lines: boxes,
				properties: [handover],
				rowFilter: onlyHandover,
				shape: weightOrBoxes,
			},
			getForOwnContracts: {
				name: 'Get for Own Contracts',
				action: 'Get delivery fees of own contracts',
				description:
					'Compare what the carriers under your own contracts charge for a parcel between two cities. Returns one item per offer, with the delivery option ID to book it. Books nothing. Requires the Starter plan or higher.',
				properties: [handover],
				rowFilter: onlyHandover,
				shape: someWeight,
			},
			getForOrder: {
				name: 'Get for Order',
				action: 'Get delivery fees for order',
				description:
					'Compare what carriers charge for an existing order. Returns one item per offer, with the order ID and the delivery option ID to book it. Books nothing.',
				keptFields: ['orderId'],
			},
		},
	},
	deliveryOption: {
		name: 'Delivery Option',
		operations: {
			getMany: {
				action: 'Get many delivery options',
				description:
					'List the carriers that the account can book: all, or those for an order or a city. Returns no prices. Requires the Starter plan or higher.',
				primaryFields: ['orderId'],
				keptFields: ['orderId'],
				shape: atMostOne({ orderId: 'Order', city: 'City', id: 'ID' }),
			},
		},
	},
	deliveryEstimate: {
		name: 'Delivery Estimate',
		operations: {
			get: {
				name: 'Get',
				action: 'Get delivery estimates between two addresses',
				description:
					'Get the expected pickup and delivery dates between two addresses, one item per contract. Requires the Scale plan or higher.',
			},
			predict: {
				name: 'Predict',
				action: 'Predict delivery dates by carrier',
				description:
					'Predict pickup and delivery dates between two cities with OTO’s model, one item per carrier. Requires the Scale plan or higher.',
				shape: someWeight,
			},
		},
	},
	shipment: {
		name: 'Shipment',
		operations: {
			create: {
				name: 'Create',
				action: 'Create shipment – charges wallet',
				description:
					'Book the courier for an order. OTO charges the wallet. OTO only accepts the request; the result follows later: wait for it with "Track Until".',
				notice:
					'Books a courier, charged to the OTO wallet. OTO only accepts the request; the result follows later ("Track Until", or the event Shipment Error of the OTO Trigger).',
				primaryFields: ['orderId', 'deliveryOptionId'],
				price: bookingPrice,
				keptFields: ['orderId', 'otoId'],
				shape: anOrder,
			},
			cancel: {
				name: 'Cancel',
				action: 'Cancel shipment – cannot be undone',
				description:
					'Cancel a booked shipment that has not been picked up. Some carriers refuse. Needs the order and the shipment ID.',
				notice: 'Cancels the booking with the carrier. This cannot be undone.',
				primaryFields: ['orderId'],
				keptFields: ['orderId', 'otoId', 'shipmentId'],
				shape: anOrder,
			},
			track: {
				name: 'Track by Number',
				action: 'Track shipment by its tracking number',
				description:
					'Get the carrier’s status of a shipment by carrier and tracking number. Returns nothing for an unknown number. Requires the Enterprise plan; "Track Until" and "Get Status" of the order work on every plan.',
				keptFields: ['trackingNumber'],
			},
		},
	},
	label: {
		name: 'Label',
		operations: {
			get: {
				name: 'Get Link',
				action: 'Get link to label',
				description:
					'Get the public link to the label of a booked shipment, with tracking number and carrier. Use "Download" for the file.',
				file: true,
				keptFields: ['orderId'],
				afterResponse: proformaAsFile,
			},
		},
	},
	return: {
		name: 'Return',
		operations: {
			create: {
				name: 'Create',
				action: 'Create return – charges wallet',
				description:
					'Book the return of a delivered order. OTO charges the wallet. Returns the return’s own ID (such as OID-1001-R1) for label, status and tracking. Each run creates a new return.',
				notice: 'Books a return courier, charged to the OTO wallet. Each run creates a new return.',
				lines: returnItems,
				objects: [returnAddress],
				keptFields: ['orderId'],
				shape: withoutEmpty('items'),
			},
			get: {
				name: 'Get',
				action: 'Get return of order',
				description: 'Get reason, items and status of the return of an order',
				keptFields: ['orderId'],
			},
			getLink: {
				name: 'Get Link',
				action: 'Get return link of order',
				description:
					'Get the link where the customer can request a return. Sends nothing. Requires the Starter plan or higher.',
				keptFields: ['orderId'],
			},
			sendSms: {
				name: 'Send SMS',
				action: 'Send return SMS – texts customer',
				description:
					'Send the customer of an order a text message about the return. Requires the Starter plan or higher.',
				notice: 'Each run sends the customer a text message.',
				keptFields: ['orderId'],
			},
		},
	},
	shipmentTransaction: {
		name: 'Shipment Transaction',
		simplify: [
			'shipmentNumber',
			'orderId',
			'shipmentCreationDate',
			'deliveryCompanyName',
			'shipmentType',
			'dcCharge',
			'currency',
			'dcUpdatedWeight',
			'status',
			'dcInvoiceNumber',
		],
		operations: {
			getMany: {
				action: 'Get many shipment transactions',
				description:
					'List what shipments cost, by date, order or shipment number. Fails for an order that OTO does not know.',
				primaryFields: ['minDate', 'maxDate'],
				keptFields: ['orderId'],
				shape: daysOr({ orderId: 'Order', shipmentNumber: 'Shipment Number' }),
			},
		},
	},
	shippingPriceTransaction: {
		name: 'Shipping Price Transaction',
		operations: {
			getMany: {
				action: 'Get many shipping price transactions',
				description:
					'List the shipping charges of an order or a shipment. Requires the Starter plan or higher.',
				primaryFields: ['orderId'],
				keptFields: ['orderId', 'shipmentId'],
				shape: atLeastOne({ orderId: 'Order', shipmentId: 'Shipment ID' }),
			},
		},
	},
	driver: {
		name: 'Driver',
		operations: {
			assign: {
				name: 'Assign Orders',
				action: 'Assign orders to driver',
				description:
					'Assign orders to one of your own drivers, by OTO’s own order numbers. Returns one item per order; an order that OTO refuses fails with OTO’s message. Requires the Starter plan or higher.',
				shape: inSequence(
					asNumbers('orderIDs'),
					exactlyOne({ driverID: 'Driver ID', driverEmail: 'Driver Email' }),
				),
			},
			track: {
				name: 'Track',
				action: 'Track driver of order',
				description:
					'Get the position of the driver of an order. Requires the Starter plan or higher.',
				keptFields: ['orderId'],
			},
		},
	},
};
