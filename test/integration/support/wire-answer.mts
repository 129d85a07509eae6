import type { IDataObject } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { Provider } from '../../../transport/contracts/provider';
import { pagingOf } from './wire-plan.mts';
import type { Said } from './wire-server.mts';

/** What the service says to a call, and the JSON of the items that come of it. */
export interface Answer {
	said: Said;
	items: IDataObject[];
	/** The bytes of the item's file. */
	file?: Buffer;
}

function put(target: IDataObject, path: string, value: unknown): void {
	const keys = path.split('.');
	const last = keys.pop() ?? '';
	const inner = keys.reduce<IDataObject>((at, key) => (at[key] ??= {}) as IDataObject, target);
	inner[last] = value as IDataObject[string];
}

/** A record with something in each secret key, and as it is shown. */
function record(
	id: number,
	{ secretKeys = [] }: EndpointDefinition,
): { said: IDataObject; shown: IDataObject } {
	const plain = { id, name: `Record ${id} é`, nested: { list: [1, { deep: true }], none: null } };
	const withKeys = (value: string) => Object.fromEntries(secretKeys.map((key) => [key, value]));
	return { said: { ...plain, ...withKeys('hush') }, shown: { ...plain, ...withKeys('***') } };
}

function list(provider: Provider, row: EndpointDefinition, at: string): Answer {
	const records = [record(1, row), record(2, row)];
	const rows = records.map(({ said }) => said);
	const items = records.map(({ shown }) => shown);
	if (at === '') return { said: { status: 200, body: rows }, items };
	const body: IDataObject = { version: '1' };
	put(body, at, rows);
	const paging = pagingOf(provider, row);
	if (paging?.total) put(body, paging.total, rows.length);
	if (paging?.totalPages) put(body, paging.totalPages, 1);
	if (paging?.next) put(body, paging.next, null);
	return { said: { status: 200, body }, items };
}

/** An answer in the shape that the row describes. */
export function answerFor(provider: Provider, row: EndpointDefinition): Answer {
	if (row.binary) {
		const file = Buffer.from('%PDF-1.7 \xE9\xFF the file', 'latin1');
		const headers = {
			'content-type': 'application/pdf',
			'content-disposition': 'attachment; filename="Paper 1.pdf"',
		};
		const facts = { fileName: 'Paper 1.pdf', mimeType: 'application/pdf', fileSize: file.length };
		return { said: { status: 200, body: file, headers }, items: [facts], file };
	}
	if (row.operation === 'delete') return { said: { status: 204 }, items: [{ deleted: true }] };
	if (row.itemsPath !== undefined) return list(provider, row, row.itemsPath);
	const { said, shown } = record(7, row);
	if (row.itemPath === undefined) return { said: { status: 200, body: said }, items: [shown] };
	const body: IDataObject = { version: '1' };
	put(body, row.itemPath, said);
	return { said: { status: 200, body }, items: [shown] };
}
