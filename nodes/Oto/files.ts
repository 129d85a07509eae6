import type { IDataObject } from 'n8n-workflow';

import type { CallItem, FileAnswer } from '../../transport/call';
import { isRecord } from '../../transport/reply';
import type { ItemContext, Job, Work } from '../shared/form';
import { orderProperty } from './parameters';

const PDF = 'application/pdf';

/** An ID as part of a file name. */
function fileName(kind: string, id: string, ending: string): string {
	return `${kind}-${id.replace(/[^\w.-]+/g, '_')}.${ending}`;
}

function withFile(json: IDataObject, file: FileAnswer): CallItem {
	const { name, mimeType, bytes } = file;
	return { json: { ...json, fileName: name, mimeType, fileSize: bytes.length }, file };
}

/** The proforma invoice that came as base64 inside the JSON. */
function proformaOf(id: string, base64: string): FileAnswer {
	const bytes = Buffer.from(base64, 'base64');
	return { bytes, name: fileName('proforma', id, 'pdf'), mimeType: PDF };
}

/** ZPL labels that came as base64, one after the other: a label printer takes them so. */
function zplOf(labels: readonly unknown[]): string {
	return labels.map((label) => Buffer.from(String(label), 'base64').toString('utf8')).join('\n');
}

/** A proforma invoice in the answer becomes a file beside it. */
export function proformaAsFile(work: Work, items: CallItem[]): Promise<CallItem[]> {
	const id = work.read.id('orderId', 'Order');
	return Promise.resolve(
		items.map((item) => {
			const { internationalProforma: base64, ...facts } = item.json;
			if (typeof base64 !== 'string' || base64 === '') return item;
			return withFile(facts, proformaOf(id, base64));
		}),
	);
}

/** ZPL in the answer becomes a file beside it. */
export function zplAsFile(_work: Work, items: CallItem[]): Promise<CallItem[]> {
	return Promise.resolve(
		items.map((item) => {
			const { zplDataArray: labels, ...facts } = item.json;
			if (!Array.isArray(labels) || labels.length === 0) return item;
			const name = fileName('label', String(facts.orderId), 'zpl');
			const bytes = Buffer.from(zplOf(labels));
			return withFile({ ...facts, labels: labels.length }, { bytes, name, mimeType: 'text/plain' });
		}),
	);
}

/** One call's only record. */
async function record(work: Work, key: string, values: IDataObject): Promise<IDataObject> {
	const [item] = await work.call(key, values);
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
		'Whether to get the label of the order’s return instead; with the ID of the return in "Order" it is not needed',
};

const download: Job = {
	resource: 'label',
	operation: 'download',
	reads: true,
	name: 'Download',
	action: 'Download label',
	description:
		'Get the label of a booked shipment as a PDF file, with tracking number and carrier beside it. Fails while there is no label yet: booking takes a while, wait with "Track Until" of the shipment.',
	properties: [orderProperty, printReturn],
	file: true,
	check: checkOrder,
	run: async (work) => {
		const orderId = work.read.id('orderId', 'Order');
		const reverse = work.read.boolean('printReverseShipment', 'Label of the Return');
		const query = reverse ? { printReverseShipment: true } : {};
		const facts = await record(work, 'label.get', { orderId, ...query });
		const link = facts.printAWBURL;
		if (typeof link !== 'string' || link === '') {
			throw work.problem(
				`OTO has no label for the order "${orderId}" yet`,
				'Book a shipment first and wait until it is created ("Track Until").',
			);
		}
		const { bytes, mimeType } = await work.download(link);
		const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-';
		if (!isPdf && /^text\/html/i.test(mimeType)) {
			throw work.problem(
				`OTO's link for the order "${orderId}" leads to a web page, not to a label`,
				'The link may have run out, or needs a login: open "printAWBURL" of "Get" in a browser.',
			);
		}
		const name = fileName('label', orderId, isPdf ? 'pdf' : (mimeType.split('/')[1] ?? 'bin'));
		return [withFile({ orderId, ...facts }, { bytes, name, mimeType: isPdf ? PDF : mimeType })];
	},
};

const downloadProforma: Job = {
	resource: 'label',
	operation: 'downloadProforma',
	reads: true,
	name: 'Download Proforma Invoice',
	action: 'Download proforma invoice',
	description:
		'Get the proforma invoice of an international shipment as a PDF file, with tracking number and carrier beside it',
	properties: [orderProperty],
	file: true,
	check: checkOrder,
	run: async (work) => {
		const orderId = work.read.id('orderId', 'Order');
		const values = { orderId, internationalProforma: true };
		const { internationalProforma: base64, ...facts } = await record(work, 'label.get', values);
		if (typeof base64 !== 'string' || base64 === '') {
			throw work.problem(
				`OTO gave no proforma invoice for the order "${orderId}"`,
				'It exists for international shipments that are booked.',
			);
		}
		return [withFile({ orderId, ...facts }, proformaOf(orderId, base64))];
	},
};

const downloadZpl: Job = {
	resource: 'label',
	operation: 'downloadZpl',
	reads: true,
	name: 'Download ZPL',
	action: 'Download label for label printer',
	description:
		'Get the label of a booked shipment in ZPL, the language of label printers, as a file or as text, with the status of the order beside it',
	properties: [
		orderProperty,
		{
			displayName: 'Output As',
			name: 'outputAs',
			type: 'options',
			options: [
				{ name: 'File', value: 'file', description: 'A binary file that ends in .zpl' },
				{ name: 'Text', value: 'text', description: 'A text in the field "zpl" of the item' },
			],
			default: 'file',
			description: 'Where the label goes',
		},
	],
	file: true,
	check: checkOrder,
	run: async (work) => {
		const orderId = work.read.id('orderId', 'Order');
		const answer = await record(work, 'order.getStatus', { orderId, labelType: 'ZPL' });
		const { zplDataArray: labels, ...facts } = answer;
		if (!Array.isArray(labels) || labels.length === 0) {
			throw work.problem(
				`OTO gave no ZPL label for the order "${orderId}"`,
				'The shipment may not be booked yet, or its carrier has PDF labels only.',
			);
		}
		const zpl = zplOf(labels);
		const json = { ...facts, labels: labels.length };
		if (work.read.id('outputAs', 'Output As') === 'text') return [{ json: { ...json, zpl } }];
		const name = fileName('label', orderId, 'zpl');
		return [withFile(json, { bytes: Buffer.from(zpl), name, mimeType: 'text/plain' })];
	},
};

export const fileJobs: readonly Job[] = [download, downloadProforma, downloadZpl];
