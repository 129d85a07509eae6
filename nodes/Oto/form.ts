import { oto } from '../../providers/oto';
import type { ResourceForm, ServiceForm } from '../shared/form';

const resources: Readonly<Record<string, ResourceForm>> = {
	account: { name: 'Account' },
	box: { name: 'Box' },
	brand: { name: 'Brand' },
	carrier: { name: 'Carrier' },
	carrierBranch: { name: 'Carrier Branch' },
	city: { name: 'City' },
	client: { name: 'Client' },
	coverage: { name: 'Coverage' },
	creditTransaction: { name: 'Credit Transaction' },
	deliveryEstimate: { name: 'Delivery Estimate' },
	deliveryFee: { name: 'Delivery Fee' },
	deliveryOption: { name: 'Delivery Option' },
	driver: { name: 'Driver' },
	inventoryOrder: { name: 'Inventory Order' },
	label: { name: 'Label' },
	nationalAddress: { name: 'National Address' },
	order: { name: 'Order' },
	packingOrder: { name: 'Packing Order' },
	pickupLocation: { name: 'Pickup Location' },
	product: { name: 'Product' },
	return: { name: 'Return' },
	salesChannel: { name: 'Sales Channel' },
	service: { name: 'Service' },
	shipment: { name: 'Shipment' },
	shipmentTransaction: { name: 'Shipment Transaction' },
	shippingPriceTransaction: { name: 'Shipping Price Transaction' },
	stock: { name: 'Stock' },
	store: { name: 'Store' },
	timeslot: { name: 'Timeslot' },
	token: { name: 'Token' },
	webhook: { name: 'Webhook' },
};

export const form: ServiceForm = {
	provider: oto,
	resources,
	pickers: {},
	picked: {},
};
