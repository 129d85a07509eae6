import type { IDataObject } from 'n8n-workflow';

import { listOf, readList } from '../../transport/lists';
import type { Session } from '../../transport/session';
import { textAt } from '../../transport/watch';
import { ottimate } from './index';

/** Entries of a drop-down. */
interface Choice {
	name: string;
	value: string;
}

const MOST_CHOICES = 1_000;
const PATIENCE_MS = 60_000;

const idOf = (row: IDataObject) => textAt(row, ['id']) ?? '';

/** What is below each account that the client may see: Ottimate has no list over all of them. */
async function below(
	session: Session,
	resource: 'company' | 'location',
	search?: string,
): Promise<Choice[]> {
	const options = { most: MOST_CHOICES, deadline: Date.now() + PATIENCE_MS, idOf };
	const accounts = await readList(session, ottimate, { row: listOf(ottimate, 'account') }, options);
	const choices: Choice[] = [];
	for (const account of accounts.rows) {
		const list = {
			row: listOf(ottimate, resource),
			pathValues: { id: account.id },
			query: { search: search === '' ? undefined : search },
		};
		const { rows } = await readList(session, ottimate, list, options);
		choices.push(
			...rows.map((row) => ({
				name: `${textAt(row, ['name']) ?? idOf(row)} (${idOf(row)})`,
				value: idOf(row),
			})),
		);
	}
	return choices.sort((a, b) => a.name.localeCompare(b.name));
}

export async function companies(session: Session, search?: string) {
	return await below(session, 'company', search);
}

export async function locations(session: Session, search?: string) {
	return await below(session, 'location', search);
}
