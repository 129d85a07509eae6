import type { JsonObject } from '../../../sandbox/core/wire.mts';

export interface Customer {
	id: number;
	name: string;
	email: string;
	mobile: string;
	country: string;
	state: string;
	city: string;
	district: string;
	address: string;
	street: string;
	buildingNo: string;
	secondaryAddressNumber: string;
	shortAddressCode: string;
	postcode: string;
	lat: string;
	lon: string;
}

export interface OrderItem {
	id: number;
	productId: number;
	name: string;
	sku: string;
	quantity: number;
	price: number;
	taxAmount: number;
	hsCode: string;
	image: string;
}

export interface HistoryEntry {
	id: number;
	at: number;
	status: string;
	description: string;
	shipmentId: string;
	deliveryCompany: string;
}

export interface Shipment {
	id: string;
	company: string;
	optionId: number;
	trackingNumber: string;
	dcTrackingNumber: string;
	created: number;
	charge: number;
	weight: number;
}

export interface Order {
	id: number;
	orderId: string;
	parentOrderId: string;
	status: string;
	created: number;
	modified: number;
	delivered: number | null;
	paymentMethod: string;
	amount: number;
	amountDue: number;
	currency: string;
	weight: number;
	packageCount: number;
	packingStatus: string;
	packingHistory: Array<{ at: number; packingStatus: string }>;
	onHoldReason: string;
	statusBeforeHold: string;
	pickupCode: string;
	brandId: number;
	refs: [string, string, string];
	isReturn: boolean;
	returns: string[];
	returnReason: string;
	customer: Customer;
	items: OrderItem[];
	history: HistoryEntry[];
	shipment?: Shipment;
	/** A shipment request that is still under way. */
	booking: boolean;
	driverId: number | null;
	metadata: JsonObject;
}

export interface PickupLocation {
	id: number;
	type: 'warehouse' | 'branch';
	code: string;
	name: string;
	status: string;
	created: number;
	fields: Record<string, string>;
}

export interface Brand {
	id: number;
	name: string;
	logo: string;
	warehouse: string;
	warehouseId: number;
}

export interface Product {
	id: number;
	sku: string;
	name: string;
	barcode: string;
	image: string;
	price: string;
}

export interface Box {
	id: number;
	name: string;
	length: number;
	width: number;
	height: number;
}

export interface Stock {
	sku: string;
	location: string;
	onHand: number;
	forecasted: number;
}

export interface Hook {
	id: number;
	method: string;
	url: string;
	webhookType: string;
	secretKey: string;
	authorizationKey: string;
	timestampFormat: string;
	orderPrefix: string;
}

export interface CreditTransaction {
	id: number;
	at: number;
	transactionType: string;
	chargingType: string;
	amount: number;
	remainingAmount: number;
	order: Order | undefined;
	description: string;
	status: string;
}
