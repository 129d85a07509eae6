import type { IDataObject } from 'n8n-workflow';

import { safeFileName } from '../../transport/core/file-name';
import { isRecord } from '../../transport/core/json';
import type { CallItem, FileAnswer } from '../../transport/pagination/endpoint-call';
import type { ItemContext } from '../shared/input/item-context';
import type { CompositeOperation, OperationContext } from '../shared/form/service-form';
import { orderProperty } from './parameters';

const PDF = 'application/pdf';

/** An ID as part of a file name. */
function fileName(kind: string, id: string, ending: string): string {
	return safeFileName(`${kind}-${id.replace(/[^\w.-]+/g, '_')}.${ending}`);
}

function withFile(json: IDataObject, file: FileAnswer): CallItem {
	const { name, mimeType, bytes } = file;
	return { json: { ...json, fileName: name, mimeType, fileSize: bytes.length }, file };
}

function isPdf(bytes: Buffer): boolean {
	return bytes.subarray(0, 5).toString('latin1') === '%PDF-';
}

/** The proforma invoice that came as base64 inside the JSON. */
function proformaOf(operation: OperationContext, id: string, base64: string): FileAnswer {
	const bytes = Buffer.from(base64, 'base64');
	if (!isPdf(bytes)) {
		throw operation.problem(
			`OTO returned no PDF as the proforma invoice of the order "${id}"`,
			'Try again later, or download the invoice in OTO.',
		);
	}
	return { bytes, name: fileName('proforma', id, 'pdf'), mimeType: PDF };
}

/** ZPL labels that came as base64, one after the other: a label printer takes them so. */
function zplOf(operation: OperationContext, id: string, labels: readonly unknown[]): string {
	const texts = labels.map((label) => Buffer.from(String(label), 'base64').toString('utf8'));
	// Every ZPL label begins with the command ^XA (Zebra's ZPL II Programming Guide).
	if (texts.every((text) => text.includes('^XA'))) return texts.join('\n');
	throw operation.problem(
		`OTO returned no ZPL as the label of the order "${id}"`,
		'Try again later, or use "Download" for a PDF.',
	);
}

/** A proforma invoice in the answer becomes a file beside it. */
export function proformaAsFile(
	operation: OperationContext,
	items: CallItem[],
): Promise<CallItem[]> {
	const id = operation.read.id('orderId', 'Order');
	return Promise.resolve(
		items.map((item) => {
			const { internationalProforma: base64, ...facts } = item.json;
			if (typeof base64 !== 'string' || base64 === '') return item;
			return withFile(facts, proformaOf(operation, id, base64));
		}),
	);
}

/** ZPL in the answer becomes a file beside it. */
export function zplAsFile(operation: OperationContext, items: CallItem[]): Promise<CallItem[]> {
	return Promise.resolve(
		items.map((item) => {
			const { zplDataArray: labels, ...facts } = item.json;
			if (!Array.isArray(labels) || labels.length === 0) return item;
			const id = String(facts.orderId);
			const name = fileName('label', id, 'zpl');
			const bytes = Buffer.from(zplOf(operation, id, labels));
			return withFile({ ...facts, labels: labels.length }, { bytes, name, mimeType: 'text/plain' });
		}),
	);
}

/** One call's only record. */
export async function record(
	operation: OperationContext,
	key: string,
	values: IDataObject,
): Promise<IDataObject> {
	const [item] = await operation.call(key, values);
	return isRecord(item?.json) ? item.json : {};
}

function checkOrder(item: ItemContext): void {
	item.read.id('orderId', 'Order');
}

const printReturn = {
	displayName: 'Label of the Return',
	name: 'printReverseShipment',
	type: 'boolean' as const,
	default: false,
	description:
		'Whether to get the label of the order’s return instead. Not needed if "Order" holds the ID of the return.',
};

/** What a link leads to that has no PDF. */
function kindOf(bytes: Buffer, mimeType: string): string {
	if (bytes.length === 0) return 'an empty file';
	const start = bytes.subarray(0, 512).toString('latin1');
	if (/^text\/html/i.test(mimeType) || /^\s*<(!doctype|html)/i.test(start)) return 'a web page';
	return 'a file that is not a PDF';
}

/** Does the answer of a label have the link to it? */
export function hasLabel({ printAWBURL: link }: IDataObject): boolean {
	return typeof link === 'string' && link !== '';
}

/**
 * The label that a link leads to.
 *
 * @param facts what OTO says of the label (`printAWBURL`), as the item has it
 * @throws NodeOperationError where the link leads to something else
 */
export async function labelFile(
	operation: OperationContext,
	orderId: string,
	facts: IDataObject,
): Promise<CallItem> {
	const { bytes, mimeType } = await operation.download(String(facts.printAWBURL));
	if (!isPdf(bytes)) {
		throw operation.problem(
			`OTO's link for the order "${orderId}" leads to ${kindOf(bytes, mimeType)}, not to a label`,
			'The link may have expired or need a login: open "printAWBURL" of "Get Link" in a browser.',
		);
	}
	return withFile(facts, { bytes, name: fileName('label', orderId, 'pdf'), mimeType: PDF });
}

const download: CompositeOperation = {
	resource: 'label',
	operation: 'download',
	reads: true,
	name: 'Download',
	action: 'Download label',
	description:
		'Get the label of a booked shipment as a PDF, with tracking number and carrier. Fails until the shipment is created: wait for it with "Track Until".',
	properties: [orderProperty, printReturn],
	file: true,
	check: checkOrder,
	run: async (operation) => {
		const orderId = operation.read.id('orderId', 'Order');
		const reverse = operation.read.boolean('printReverseShipment', 'Label of the Return');
		const query = reverse ? { printReverseShipment: true } : {};
		const facts = await record(operation, 'label.get', { orderId, ...query });
		if (!hasLabel(facts)) {
			throw operation.problem(
				`OTO has no label for the order "${orderId}" yet`,
				'Book a shipment first and wait until it is created ("Track Until").',
			);
		}
		return [await labelFile(operation, orderId, { orderId, ...facts })];
	},
};

const downloadProforma: CompositeOperation = {
	resource: 'label',
	operation: 'downloadProforma',
	reads: true,
	name: 'Download Proforma Invoice',
	action: 'Download proforma invoice',
	description:
		'Get the proforma invoice of an international shipment as a PDF, with tracking number and carrier',
	properties: [orderProperty],
	file: true,
	check: checkOrder,
	run: async (operation) => {
		const orderId = operation.read.id('orderId', 'Order');
		const values = { orderId, internationalProforma: true };
		const { internationalProforma: base64, ...facts } = await record(
			operation,
			'label.get',
			values,
		);
		if (typeof base64 !== 'string' || base64 === '') {
			throw operation.problem(
				`OTO has no proforma invoice for the order "${orderId}"`,
				'Only booked international shipments have one.',
			);
		}
		return [withFile({ orderId, ...facts }, proformaOf(operation, orderId, base64))];
	},
};

const downloadZpl: CompositeOperation = {
	resource: 'label',
	operation: 'downloadZpl',
	reads: true,
	name: 'Download ZPL',
	action: 'Download label for label printer',
	description:
		'Get the label of a booked shipment in ZPL, the language of label printers, as a file or as text, with the status of the order',
	properties: [
		orderProperty,
		{
			displayName: 'Output As',
			name: 'outputAs',
			type: 'options',
			options: [
				{ name: 'File', value: 'file', description: 'A binary .zpl file' },
				{ name: 'Text', value: 'text', description: 'Text in the field "zpl"' },
			],
			default: 'file',
			description: 'How to return the label',
		},
	],
	file: true,
	check: checkOrder,
	run: async (operation) => {
		const orderId = operation.read.id('orderId', 'Order');
		const answer = await record(operation, 'order.getStatus', { orderId, labelType: 'ZPL' });
		const { zplDataArray: labels, ...facts } = answer;
		if (!Array.isArray(labels) || labels.length === 0) {
			throw operation.problem(
				`OTO has no ZPL label for the order "${orderId}"`,
				'Wait until the shipment is created ("Track Until"). Some carriers only have PDF labels.',
			);
		}
		const zpl = zplOf(operation, orderId, labels);
		const json = { orderId, ...facts, labels: labels.length };
		if (operation.read.id('outputAs', 'Output As') === 'text') return [{ json: { ...json, zpl } }];
		const name = fileName('label', orderId, 'zpl');
		return [withFile(json, { bytes: Buffer.from(zpl), name, mimeType: 'text/plain' })];
	},
};

export const fileOperations: readonly CompositeOperation[] = [
	download,
	downloadProforma,
	downloadZpl,
];
