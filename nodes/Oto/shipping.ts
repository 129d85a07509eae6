import type { ResourceForm, Shape } from '../shared/form';
import { inTurn } from '../shared/form';
import {
	anOrder,
	asNumbers,
	atLeastOne,
	atMostOne,
	daysOr,
	exactlyOne,
	withoutEmpty,
} from './checks';
import { returnAddressProperty, withCustomer } from './customer';
import { proformaAsFile } from './files';
import { boxes, returnItems } from './lines';

/** Boxes have their own weights. */
const weightOrBoxes: Shape = (item, values) => {
	const { weight, boxes, ...rest } = values;
	if (Array.isArray(boxes) && boxes.length > 0) return { ...rest, boxes };
	if (Number(weight) > 0) return { ...rest, weight };
	throw item.problem(
		'Fill in "Weight (Kilograms)" or "Boxes"',
		'OTO needs a weight above 0, or boxes with a weight each.',
	);
};

const OFFER = [
	'deliveryOptionId',
	'deliveryOptionName',
	'deliveryCompanyName',
	'price',
	'currency',
	'serviceType',
	'deliveryType',
	'avgDeliveryTime',
	'returnFee',
	'estimatedDeliveryDate',
];

export const shipping: Readonly<Record<string, ResourceForm>> = {
	deliveryFee: {
		name: 'Delivery Fee',
		simplify: OFFER,
		operations: {
			getForOtoContracts: {
				name: 'Get for OTO Contracts',
				action: 'Get delivery fees of OTO contracts',
				description:
					'Compare what the carriers under contract with OTO charge for a parcel between two cities. One item per offer, with the delivery option ID that a booking takes. Nothing is booked.',
				upFront: ['weight'],
				lines: boxes,
				shape: weightOrBoxes,
			},
			getForOwnContracts: {
				name: 'Get for Own Contracts',
				action: 'Get delivery fees of own contracts',
				description:
					'Compare what the carriers under your own contracts charge for a parcel between two cities. One item per offer, with the delivery option ID that a booking takes. Nothing is booked. Needs the Starter plan or higher.',
			},
			getForOrder: {
				name: 'Get for Order',
				action: 'Get delivery fees for order',
				description:
					'Compare what the carriers charge for an existing order. One item per offer, with the delivery option ID that a booking takes. Nothing is booked.',
			},
		},
	},
	deliveryOption: {
		name: 'Delivery Option',
		operations: {
			getMany: {
				action: 'Get many delivery options',
				description:
					'List the carriers that the account can book, all or those for an order or a city, without prices. Needs the Starter plan or higher.',
				upFront: ['orderId'],
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
					'Get the expected days of pickup and delivery between two addresses, one item per contract. Needs the Scale plan or higher.',
			},
			predict: {
				name: 'Predict',
				action: 'Predict delivery dates by carrier',
				description:
					'Predict the days of pickup and delivery between two cities with OTO’s model, one item per carrier. Needs the Scale plan or higher.',
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
					'Book the courier for an order, which is charged to the wallet. OTO only takes the request: whether it worked shows later. Failures arrive by the shipmentError webhook; "Track Until" with the status shipmentCreated tells too.',
				notice:
					'Books a courier: OTO charges the wallet. A failure arrives later, by the shipmentError webhook or in the status of the order ("Track Until").',
				upFront: ['orderId', 'deliveryOptionId'],
				shape: anOrder,
			},
			cancel: {
				name: 'Cancel',
				action: 'Cancel shipment – cannot be undone',
				description:
					'Cancel a booked shipment that is not picked up yet. Some carriers refuse. Needs the order and the ID of the shipment.',
				upFront: ['orderId'],
				shape: anOrder,
			},
			track: {
				name: 'Track by Number',
				action: 'Track shipment by its tracking number',
				description:
					'Get the carrier’s status of a shipment by carrier and tracking number. An unknown number gives no items. Needs the Enterprise plan; "Track Until" and the order’s "Get Status" work on every plan.',
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
					'Get the public link to the label of a booked shipment, with tracking number and carrier. "Download" gives the file itself.',
				file: true,
				then: proformaAsFile,
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
					'Book the return of a delivered order, which is charged to the wallet. Returns the ID of the return (such as OID-1001-R1), which label, status and tracking take. Each call makes one more return; a failure of the booking arrives later.',
				notice:
					'Books a courier for the way back: OTO charges the wallet. Each call is a new return.',
				lines: returnItems,
				properties: [returnAddressProperty],
				shape: inTurn(withoutEmpty('items'), withCustomer('complete')),
			},
			get: {
				name: 'Get',
				action: 'Get return of order',
				description: 'Get reason, items and status of the return of an order',
			},
			getLink: {
				name: 'Get Link',
				action: 'Get return link of order',
				description:
					'Get the link where the customer can ask for a return. Nothing is sent to the customer. Needs the Starter plan or higher.',
			},
			sendSms: {
				name: 'Send SMS',
				action: 'Send return SMS – texts customer',
				description:
					'Send the customer of an order a text message about the return. Needs the Starter plan or higher.',
				notice: 'Writes to the customer: each run sends a text message.',
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
					'List what shipments cost, by days, order or shipment number. An order that OTO does not know fails.',
				upFront: ['minDate', 'maxDate'],
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
					'List the shipping charges of one order or one shipment. Needs the Starter plan or higher.',
				upFront: ['orderId'],
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
					'Assign orders to a driver of your own. Takes OTO’s own numbers of the orders. One item per order; an order that OTO refuses is a failure in OTO’s words. Needs the Starter plan or higher.',
				shape: inTurn(
					asNumbers('orderIDs'),
					exactlyOne({ driverID: 'Driver ID', driverEmail: 'Driver Email' }),
				),
			},
			track: {
				name: 'Track',
				action: 'Track driver of order',
				description:
					'Get the position of the driver of an order. Needs the Starter plan or higher. OTO’s sample names the ID orderID; if orderId is refused, send it by "Further Body Fields".',
			},
		},
	},
};
