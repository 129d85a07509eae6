import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../n8n/versions.mts';
import type { BesideArray } from './array.mts';
import type { Comparison } from './compare.mts';
import type { Deliveries } from './deliveries.mts';
import type { Floor } from './floor.mts';
import type { Growth } from './growth.mts';
import type { Loading } from './loading.mts';
import type { Profile } from './profile.mts';
import type { SlowCredential } from './slow-credential.mts';
import type { TokenRequests } from './tokens.mts';
import type { Writes } from './writes.mts';

const FOLDER = path.join(root, 'test', 'bench', 'results');

/** What `npm run bench` has measured. */
export interface BenchResult {
	/** Day of the last run, as 2026-01-31. */
	date: string;
	n8n: string;
	node: string;
	cores: number;
	compared: Comparison[];
	tokens?: TokenRequests[];
	slow?: SlowCredential;
	array?: BesideArray;
	floor?: Floor;
	profile?: Profile;
	loading?: Loading;
	deliveries?: Deliveries;
	growth?: Growth[];
	writes?: Writes[];
}

/** The figures of an earlier run, or nothing. */
export function kept<Result>(name: string): Result | undefined {
	const file = path.join(FOLDER, `${name}.json`);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result) : undefined;
}

export async function keep(name: string, result: object): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	const text = `${JSON.stringify(result, null, 2)}\n`;
	await writeFile(path.join(FOLDER, `${name}.json`), text);
}
