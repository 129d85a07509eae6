import { isRecord, parseJson } from '../../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { isoSecond } from '../../../../sandbox/core/wire.mts';
import { startBatch } from '../batches.mts';
import type { Call } from '../call.mts';
import { invalid, Refusal } from '../call.mts';
import type { Shape } from '../fields.mts';
import { check, faultsOf } from '../fields.mts';
import { namedInvoice, note } from '../invoices.mts';
import { newInvoice } from '../new-invoice.mts';
import { headerShape } from '../patch.mts';
import type { Upload } from '../records.mts';
import type { Operation } from '../serve.mts';
import { version } from '../serve.mts';
import { state } from '../state.mts';
import { locationFilter, locationName, ownLocation } from '../tenant.mts';
import { locations } from '../data/tenancy.mts';

const megabyte = 1024 * 1024;
const maxUpload = 25 * megabyte;
const maxImage = 50 * megabyte;
/** How often the list shows an upload before its extraction is done. */
const timesListed = 2;

const unprocessable = (detail: JsonObject): Refusal =>
	new Refusal(422, 'Unprocessable entity', detail);

const required = ['This field is required.'];

async function upload(call: Call) {
	const form = await call.multipart();
	const file = form.get('file');
	if (file === null || typeof file === 'string') throw unprocessable({ file: required });
	if (file.size > maxUpload) throw new Refusal(413, 'Payload too large');
	const place = form.get('ottimate_location_id');
	if (place === null) throw unprocessable({ ottimate_location_id: required });
	if (typeof place !== 'string' || !/^\d+$/.test(place)) {
		throw unprocessable({ ottimate_location_id: ['A valid integer is required.'] });
	}
	const location = ownLocation(Number(place));
	const given = form.get('filename');
	const filename = typeof given === 'string' ? given : file.name;
	if (!/\.(pdf|jpe?g|png|tiff?)$/i.test(filename) || file.size === 0) {
		throw unprocessable({ file: ['Only PDF, JPG, JPEG, PNG and TIFF files.'] });
	}
	const metadata = form.get('metadata');
	if (metadata !== null && !(typeof metadata === 'string' && parseJson(metadata).ok)) {
		throw unprocessable({ metadata: ['Must be JSON.'] });
	}
	const random = Math.floor(state.random() * 0xffffffff).toString(16);
	const row: Upload = {
		id: `ref-${random}-${state.uploads.length + 1}`,
		filename,
		created: call.now,
		pages: 1,
		ottimate_location_id: location.id,
		listed: 0,
	};
	state.uploads.push(row);
	return { status: 200, body: { version: version(call), reference_id: row.id } };
}

function extract(call: Call, row: Upload): void {
	state.uploads.splice(state.uploads.indexOf(row), 1);
	const location = locations.find((place) => place.id === row.ottimate_location_id);
	if (!location) return;
	const invoice = newInvoice(call, location, 'needs-attention');
	invoice.images = [{ id: invoice.serial, url: `https://cdn.example.com/uploads/${row.id}.png` }];
	invoice.notes = row.filename;
}

function uploads(call: Call) {
	const place = locationFilter(call);
	const rows = state.uploads.filter(
		(row) => place === undefined || row.ottimate_location_id === place,
	);
	for (const row of rows.filter(({ listed }) => listed >= timesListed)) extract(call, row);
	const shown = rows.filter(({ listed }) => listed < timesListed);
	for (const row of shown) row.listed += 1;
	const results = shown.map((row) => ({
		id: row.id,
		filename: row.filename,
		status: row.listed === 1 ? 'queued' : 'processing',
		date: isoSecond(row.created),
		no_of_pages: row.pages,
		ottimate_location_name: locationName(row.ottimate_location_id),
		preview_url: `https://sandbox.ottimate.com/uploads/${row.id}`,
	}));
	return { status: 200, body: { version: version(call), count: results.length, results } };
}

const importNeeds: Shape = { upload_id: 'text', ottimate_location_id: 'integer' };
const lineNeeds: Shape = { name: 'text', quantity: 'number', price: 'number' };
const lineShape: Shape = {
	sku: 'text',
	is_taxed: 'flag',
	dimensions: 'object',
	custom_fields: 'object',
};

function checkImport(rows: unknown[]): JsonObject[] {
	if (rows.length === 0 || rows.length > 100) throw invalid('Between 1 and 100 invoices.');
	return rows.map((row) => {
		if (!isRecord(row)) throw invalid('Every invoice must be an object.');
		check(row, importNeeds, { ...headerShape, items: 'list' });
		if (row.raw_images !== undefined) throw invalid({ raw_images: ['Not supported.'] });
		return row;
	});
}

function importOne(call: Call, row: JsonObject) {
	const uploadId = String(row.upload_id);
	if (state.uploadIds.has(uploadId)) return { result: null, message: 'upload_id already used' };
	const lines = Array.isArray(row.items) ? row.items : [];
	for (const line of lines) {
		const [fault] = Object.keys(
			isRecord(line) ? faultsOf(line, lineNeeds, lineShape) : { items: 1 },
		);
		if (fault !== undefined)
			return { result: null, message: `items: ${fault} is invalid or missing` };
	}
	const location = ownLocation(row.ottimate_location_id);
	const invoice = newInvoice(call, location, 'processing', row);
	invoice.status = 'pending-approval';
	state.uploadIds.add(uploadId);
	return { result: invoice.id, message: null };
}

function importAll(call: Call) {
	const rows = checkImport(call.array());
	const batch = startBatch(
		call,
		rows.map((row) => () => importOne(call, row)),
	);
	return {
		status: 202,
		body: { status: 'processing', ...batch, summary: { invoice_count: rows.length } },
	};
}

async function replaceImages(call: Call) {
	const invoice = namedInvoice(call);
	const form = await call.multipart();
	const files = form.getAll('images').filter((part) => typeof part !== 'string');
	if (files.length === 0) throw invalid({ images: required });
	for (const file of files) {
		if (file.size > maxImage) throw new Refusal(413, 'Payload too large');
		if (!/\.(pdf|jpe?g|png)$/i.test(file.name)) {
			throw invalid({ images: ['Only PDF, JPG, JPEG and PNG files.'] });
		}
	}
	invoice.images = files.map((file, at) => ({
		id: invoice.serial * 10 + at,
		url: `https://cdn.example.com/invoices/${invoice.serial}/${encodeURIComponent(file.name)}`,
	}));
	note(call, invoice, 'updated', 'Images replaced');
	return { status: 200, body: { images: invoice.images, image_errors: [] } };
}

export const intakeOperations: Operation[] = [
	{ method: 'POST', path: '/invoices/upload', work: upload, idempotent: true },
	{ method: 'GET', path: '/invoices/uploads', work: uploads },
	{ method: 'POST', path: '/invoices/import', work: importAll, idempotent: true },
	{ method: 'PATCH', path: '/invoices/{id}/images', work: replaceImages },
];
