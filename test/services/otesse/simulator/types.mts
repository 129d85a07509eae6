export const BOOKING_STATUSES = ['confirmed', 'in_progress', 'completed', 'cancelled'] as const;
export const CUSTOMER_STATUSES = ['active', 'inactive', 'deactivated'] as const;
export const INVOICE_STATUSES = ['draft', 'pending', 'paid', 'overdue', 'void'] as const;

export interface Address {
	id: string;
	label: string;
	street: string;
	city: string;
	state: string;
	zip: string;
	is_default: boolean;
}

export interface Customer {
	id: string;
	first_name: string;
	last_name: string;
	email: string;
	phone: string;
	status: (typeof CUSTOMER_STATUSES)[number];
	addresses: Address[];
	stats: {
		total_bookings: number;
		total_spent: number;
		last_booking_at: string | null;
		active_subscription: boolean;
	};
	created_at: string;
}

export interface Preferences {
	preferred_contact: string;
	marketing_opt_in: boolean;
}

/** Amounts in cents. */
export interface Booking {
	id: string;
	status: (typeof BOOKING_STATUSES)[number];
	customer: { id: string; name: string; email: string };
	service: { industry: string; configuration: Record<string, unknown> };
	scheduled_at: string;
	/** Minutes. */
	estimated_duration: number;
	address: { street: string; city: string; state: string; zip: string };
	pricing: { subtotal: number; tax: number; discount: number; total: number };
	assigned_crew: string[];
	created_at: string;
	updated_at: string;
}

export interface LineItem {
	description: string;
	quantity: number;
	unit_price: number;
	total: number;
}

/** Amounts in cents. */
export interface Invoice {
	id: string;
	number: string;
	status: (typeof INVOICE_STATUSES)[number];
	customer: { id: string; name: string };
	booking_id: string | null;
	line_items: LineItem[];
	subtotal: number;
	discount: number;
	discount_description: string | null;
	tax: number;
	total: number;
	amount_paid: number;
	balance: number;
	issued_at: string;
	paid_at: string | null;
	payment_method: { type: string; brand: string; last4: string } | null;
}

/** A record with the zone that lists can be filtered by but do not show. */
export interface Zoned<Row> {
	row: Row;
	zoneId: string;
}

export interface StoredCustomer extends Zoned<Customer> {
	preferences: Preferences;
}

export interface WebhookRegistration {
	id: string;
	url: string;
	events: string[];
	description: string | null;
	secret: string;
	status: 'active' | 'disabled';
	created_at: string;
	/** Failed attempts since the last delivery that was accepted. */
	failures: number;
	deliveries: WebhookDelivery[];
}

export interface WebhookDelivery {
	id: string;
	event_id: string;
	event_type: string;
	status: 'pending' | 'delivered' | 'failed';
	response_code: number | null;
	attempts: number;
	created_at: string;
}
