import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';
import { textAt } from '../../transport/polling/change-detector';

/** What a record must be like to start a workflow. */
export interface Filters {
	/** Amounts in the currency of the record, both inclusive. */
	minimumAmount?: number;
	maximumAmount?: number;
	/** Part of the vendor's name, or its whole ERP ID; case and accents do not count. */
	vendor?: string;
	paymentStatus?: readonly string[];
	onHold?: boolean;
}

export type FilterName = keyof Filters;

export const RECEIPT_FILTERS: readonly FilterName[] = ['minimumAmount', 'maximumAmount'];
export const ORDER_FILTERS: readonly FilterName[] = [...RECEIPT_FILTERS, 'vendor'];
export const INVOICE_FILTERS: readonly FilterName[] = [...ORDER_FILTERS, 'paymentStatus', 'onHold'];

const NAMES = ['ottimate_vendor_name', 'erp_vendor_name'];

function folded(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

function isOf(row: IDataObject, vendor: string): boolean {
	const wanted = folded(vendor);
	const id = textAt(row, ['erp_vendor_id']);
	if (id !== undefined && folded(id) === wanted) return true;
	return NAMES.some((name) => folded(textAt(row, [name]) ?? '').includes(wanted));
}

/** Whether a row passes the filters. A row without the field that a filter asks for does not. */
export function accepts(row: IDataObject, filters: Filters): boolean {
	const { minimumAmount, maximumAmount, vendor, paymentStatus, onHold } = filters;
	const amount = Number(textAt(row, ['total_amount']) ?? Number.NaN);
	if (minimumAmount !== undefined && !(amount >= minimumAmount)) return false;
	if (maximumAmount !== undefined && !(amount <= maximumAmount)) return false;
	if (vendor !== undefined && !isOf(row, vendor)) return false;
	if (paymentStatus && !paymentStatus.includes(textAt(row, ['payment_status']) ?? '')) return false;
	const held = isRecord(row.on_hold) && row.on_hold.is_held === true;
	return onHold === undefined || held === onHold;
}
