import type { IDataObject } from 'n8n-workflow';

import { listOf, readList } from '../../transport/lists';
import { isRecord } from '../../transport/reply';
import type { Session } from '../../transport/session';
import { textAt } from '../../transport/watch';
import { ooti } from './index';

/** Entries of a drop-down. */
interface Choice {
	name: string;
	value: string;
}

const ID = ['id', 'pk'];
const MOST_CHOICES = 5_000;
const PATIENCE_MS = 60_000;

const rowsIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.filter(isRecord) : [];

function choice(row: IDataObject, names: readonly string[]): Choice[] {
	const value = textAt(row, ID);
	if (value === undefined) return [];
	const name = textAt(row, names);
	return [{ name: name === undefined ? value : `${name} (${value})`, value }];
}

/** Each organization of the user, with its teams. Source: help.ooti.co, "How to set up an API". */
async function memberships(session: Session): Promise<IDataObject[]> {
	const { method, path } = listOf(ooti, 'organization', 'getMembership');
	const { body } = await session.request({ method, path });
	return rowsIn(isRecord(body) ? body.organizations : body);
}

export async function organizations(session: Session): Promise<Choice[]> {
	const found = await memberships(session);
	return found.flatMap((row) => choice(row, ['name', 'title', 'display', 'company_name']));
}

export async function teams(session: Session, organization: string): Promise<Choice[]> {
	const found = await memberships(session);
	return found
		.filter((row) => organization === '' || textAt(row, ID) === organization)
		.flatMap((row) => rowsIn(row.teams))
		.flatMap((row) => choice(row, ['title', 'name', 'display']));
}

export async function projects(session: Session, organization: string): Promise<Choice[]> {
	const row = listOf(ooti, 'project');
	const list = { row, pathValues: { org_pk: organization } };
	const { rows } = await readList(session, ooti, list, {
		most: MOST_CHOICES,
		deadline: Date.now() + PATIENCE_MS,
		idOf: (project) => textAt(project, ID) ?? '',
	});
	return rows.flatMap((project) => choice(project, ['display', 'project_title', 'title', 'name']));
}
