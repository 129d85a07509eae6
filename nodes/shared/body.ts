import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../transport/request';
import type { EndpointRow, Field } from '../../transport/types';
import type { ItemContext } from './form';

/** A file of the input item, checked but not read yet. */
interface InputFile {
	field: Field;
	property: string;
	binary: IBinaryData;
}

function endingOf({ fileName = '', fileExtension }: IBinaryData): string {
	return (/\.([a-z0-9]+)$/i.exec(fileName)?.[1] ?? fileExtension ?? '').toLowerCase();
}

/** n8n 1.x does not note the size of a file: it is then known only when the file is read. */
function checkSize(item: ItemContext, { maxBytes }: Field, property: string, bytes: number): void {
	if (maxBytes === undefined || bytes <= maxBytes) return;
	throw item.problem(
		`The file in "${property}" has ${bytes} bytes`,
		`The service takes ${maxBytes / 1024 / 1024} MB at most.`,
	);
}

/** The files that an item's parameters name, by binary field; several are separated by commas. */
function filesOf(item: ItemContext, fields: readonly Field[], values: IDataObject): InputFile[] {
	const { context, itemIndex } = item;
	return fields
		.filter(({ type }) => type === 'file')
		.flatMap((field) =>
			String(values[field.name] ?? '')
				.split(',')
				.map((property) => property.trim())
				.filter(Boolean)
				.map((property) => {
					const binary = context.helpers.assertBinaryData(itemIndex, property);
					const ending = endingOf(binary);
					if (field.accepts && !field.accepts.includes(ending)) {
						throw item.problem(
							`The file in "${property}" is ${ending ? `a .${ending}` : 'of an unknown kind'}, which the service does not take`,
							`It takes ${field.accepts.map((kind) => `.${kind}`).join(', ')}. The kind is read from the file name.`,
						);
					}
					checkSize(item, field, property, binary.bytes ?? 0);
					return { field, property, binary };
				}),
		);
}

/** Reads an item's files and puts them into a form with the other fields; objects go as JSON text. */
function multipart(
	item: ItemContext,
	fields: readonly Field[],
	values: IDataObject,
): () => Promise<FormData> {
	const files = filesOf(item, fields, values);
	return async () => {
		const form = new FormData();
		for (const [name, value] of Object.entries(values)) {
			if (fields.some((field) => field.name === name && field.type === 'file')) continue;
			form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
		}
		for (const { field, property, binary } of files) {
			const bytes = await item.context.helpers.getBinaryDataBuffer(item.itemIndex, property);
			checkSize(item, field, property, bytes.length);
			const blob = new Blob([new Uint8Array(bytes)], { type: binary.mimeType });
			form.append(field.name, blob, binary.fileName ?? property);
		}
		return form;
	};
}

export type Body = Pick<ApiRequest, 'body' | 'contentType'>;

/**
 * The body of a call from the values of its fields: at once, or to be read when it is sent. Checks what can be checked without
 * reading a file.
 */
export function bodyFrom(
	row: EndpointRow,
	item: ItemContext,
	values: IDataObject,
): Body | (() => Promise<Body>) {
	const { body: fields, contentType = 'json' } = row;
	if (!fields && Object.keys(values).length === 0) return {};
	switch (contentType) {
		case 'multipart': {
			const read = multipart(item, fields ?? [], values);
			return async () => ({ body: await read() });
		}
		case 'form': {
			const form = new URLSearchParams();
			for (const [name, value] of Object.entries(values)) {
				for (const entry of [value].flat()) {
					form.append(name, typeof entry === 'object' ? JSON.stringify(entry) : String(entry));
				}
			}
			return { body: form.toString(), contentType: 'application/x-www-form-urlencoded' };
		}
		default: {
			const whole = fields?.find((field) => field.whole)?.name;
			const body = (whole === undefined ? values : values[whole]) as Body['body'];
			return { body, contentType: 'application/json' };
		}
	}
}
