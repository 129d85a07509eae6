import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Finder, Found, SecretKind } from './finder.mts';

/** A secret at a place where there should be none. */
export interface Finding extends Found {
	/** As `database execution_data.data 17`. */
	place: string;
}

export interface Searched {
	findings: Finding[];
	/** Characters or bytes that were looked through. */
	size: number;
	/** Cells, files, answers or requests. */
	count: number;
}

export function sum(one: Searched, other: Searched): Searched {
	return {
		findings: [...one.findings, ...other.findings],
		size: one.size + other.size,
		count: one.count + other.count,
	};
}

/** Adds up what was searched at many places. */
export class Tally implements Searched {
	readonly findings: Finding[] = [];

	size = 0;

	count = 0;

	constructor(private readonly finder: Finder) {}

	/** @param but kinds of secrets that may stand there */
	look(place: string, text: string | Uint8Array, but: readonly SecretKind[] = []): void {
		this.count += 1;
		this.size += text.length;
		for (const found of this.finder.in(text)) {
			if (!but.includes(found.secret.kind)) this.findings.push({ ...found, place });
		}
	}
}

/** The workflows that may hold secrets, and which. */
export interface Exceptions {
	/** Triggers with registrations: n8n keeps their secrets unencrypted in static data, and answers it with the workflow. */
	registering: ReadonlySet<string>;
	/** Workflows with a call that exists to tell a secret: it stands in the data of their executions. */
	telling: ReadonlySet<string>;
}

/** Every column of every row of every table, the write-ahead log included. */
export function searchDatabase(file: string, finder: Finder, exceptions: Exceptions): Searched {
	const tally = new Tally(finder);
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const executions = database.prepare('SELECT id, workflowId FROM execution_entity').all();
		const workflowOf = new Map(executions.map(({ id, workflowId }) => [id, String(workflowId)]));
		for (const { name: table } of database
			.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
			.all()) {
			const rows = database.prepare(`SELECT rowid AS row_id, * FROM "${String(table)}"`);
			for (const row of rows.iterate()) {
				const { row_id: number, ...columns } = row;
				const name = String(row.id ?? row.executionId ?? number);
				for (const [column, value] of Object.entries(columns)) {
					if (value === null) continue;
					const cell = `${String(table)}.${column}`;
					const place = `database ${cell} ${name}`;
					if (value instanceof Uint8Array) tally.look(place, value);
					else if (cell === 'workflow_entity.staticData' && exceptions.registering.has(name)) {
						const data: StaticData = JSON.parse(String(value));
						tally.look(place, JSON.stringify(withoutKeys(data)));
					} else {
						const workflow = workflowOf.get(row.executionId ?? null) ?? '';
						const tells = cell === 'execution_data.data' && exceptions.telling.has(workflow);
						tally.look(place, String(value), tells ? ['told secret'] : []);
					}
				}
			}
		}
	} finally {
		database.close();
	}
	return tally;
}

/** A trigger's static data by node. */
export type StaticData = Record<string, { registrations?: Array<{ keys?: unknown }> }>;

/** Static data without the secrets of its registrations. */
export function withoutKeys(data: StaticData): StaticData {
	for (const { registrations = [] } of Object.values(data)) {
		for (const registration of registrations) delete registration.keys;
	}
	return data;
}

/** Shows how to connect with the sandbox, its public example secrets included, and is the same file in every installation. */
const README = /node_modules\/n8n-nodes-business-apis\/README\.md$/;

/**
 * Every file below a folder as its bytes are: the database with pages that are no longer in use, logs, files of executions.
 * What may stand in some cells of the database is looked for there only cell by cell.
 */
export async function searchFiles(folder: string, finder: Finder): Promise<Searched> {
	const tally = new Tally(finder);
	for (const name of await readdir(folder, { recursive: true })) {
		const file = path.join(folder, name);
		if (README.test(name) || !(await stat(file)).isFile()) continue;
		const isDatabase = /(^|\/)database\.sqlite(-wal)?$/.test(name);
		tally.look(
			`file ${name}`,
			readFileSync(file),
			isDatabase ? ['registration', 'told secret'] : [],
		);
	}
	return tally;
}
