import type { IDataObject } from 'n8n-workflow';

import type { ItemContext, OperationForm } from '../../../nodes/shared/form';
import type { Batch, EndpointRow, Field } from '../../../transport/types';

function listOf(value: unknown): Field[] {
	return Array.isArray(value) ? (value as Field[]) : [];
}

/** Fields that go out as headers. */
export function headersIn(row: EndpointRow): Field[] {
	return 'headers' in row ? listOf(row.headers) : [];
}

/** Fields of one record of a list, for a form. */
export function recordFieldsIn(batch: Batch | undefined): Field[] {
	return batch !== undefined && 'fields' in batch ? listOf(batch.fields) : [];
}

/** The field is the whole body. */
export function isWhole(field: Field): boolean {
	return 'whole' in field && field.whole === true;
}

/** The row's own code reads its rows. */
export function readsRows(row: EndpointRow): boolean {
	return 'rows' in row;
}

type RecordCode = (item: ItemContext, record: IDataObject) => IDataObject;

/** The form's own code changes each record. */
export function recordCode(operation: OperationForm): RecordCode | undefined {
	if (!('record' in operation) || typeof operation.record !== 'function') return undefined;
	return operation.record as RecordCode;
}
