import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { jest } from '@jest/globals';
import * as n8nWorkflow from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { LogEntry, ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import type { Outcome } from './core.mts';
import { Core } from './core.mts';
import type { Stored } from './credentials-store.mts';
import { CredentialsStore } from './credentials-store.mts';
import type { BuiltPackage } from './package.mts';
import { loadPackage } from './package.mts';
import type { TokenType } from './token-types.mts';

/** Which node sends: ours, or one that sends as n8n's HTTP Request does. */
export type Sender = 'Provider Request' | 'HTTP Request';

export interface Traffic {
	tokens: number;
	calls: number;
	entries: LogEntry[];
}

/**
 * All modules are loaded anew but n8n-workflow, which takes jest seconds: of that, only the class on which the copies of our code in
 * a process keep what they share.
 */
function withModulesOfItsOwn(load: () => void): void {
	class UserError extends n8nWorkflow.UserError {}
	for (const key of Object.getOwnPropertySymbols(n8nWorkflow.UserError)) {
		Object.defineProperty(UserError, key, { value: undefined, configurable: true });
	}
	jest.doMock('n8n-workflow', () => ({ ...n8nWorkflow, UserError }));
	jest.isolateModules(load);
}

/** A copy of the built package with a state of its own, like another n8n process. */
export function freshPackage(root?: string): BuiltPackage {
	let loaded: BuiltPackage | undefined;
	withModulesOfItsOwn(() => {
		loaded = loadPackage((file) => jest.requireActual(file), root);
	});
	if (!loaded) throw new Error('The package was not loaded');
	return loaded;
}

/**
 * Two copies of the built package in one process, as of two packages of one n8n: each with modules of its own, and one n8n-workflow
 * for both. The caller removes the folder.
 */
export function twoCopiesOfPackage(): { copies: [BuiltPackage, BuiltPackage]; folder: string } {
	const root = process.env.PACKAGE_FOLDER ?? process.cwd();
	const folder = mkdtempSync(path.join(os.tmpdir(), 'second-copy-'));
	cpSync(path.join(root, 'dist'), path.join(folder, 'dist'), { recursive: true });
	cpSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
	symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
	let copies: [BuiltPackage, BuiltPackage] | undefined;
	withModulesOfItsOwn(() => {
		const load = (from: string) => loadPackage((file) => jest.requireActual(file), from);
		copies = [load(root), load(folder)];
	});
	if (!copies) throw new Error('The packages were not loaded');
	return { copies, folder };
}

/** One process with its own package state, on a credential table that others may share. */
export class Process {
	readonly core: Core;

	constructor(
		readonly built: BuiltPackage,
		readonly store: CredentialsStore,
	) {
		this.core = new Core(store, built.nodes);
	}

	static start(shared?: CredentialsStore): Process {
		const built = freshPackage();
		const store = new CredentialsStore(built.credentials, shared?.persistence);
		return new Process(built, shared ? sharing(store, shared) : store);
	}
}

/** Another process on the same table: same rows, its own credential classes. */
function sharing(own: CredentialsStore, shared: CredentialsStore): CredentialsStore {
	Reflect.set(own, 'rows', Reflect.get(shared, 'rows'));
	return own;
}

export async function traffic(sandbox: Sandbox, service: ServiceId, since = 0): Promise<Traffic> {
	const answer = (await sandbox.steer('GET', `log?service=${service}&since=${since}`)) as {
		entries: LogEntry[];
	};
	return {
		entries: answer.entries,
		tokens: answer.entries.filter(({ kind }) => kind === 'token').length,
		calls: answer.entries.filter(({ kind }) => kind === 'call').length,
	};
}

export interface Job {
	type: TokenType;
	stored: Stored;
	items: number;
	method?: string;
	path?: string;
	body?: IDataObject;
	continueOnFail?: boolean;
}

/** Sends one request per item through the sender's node. */
export async function send(
	sender: Sender,
	process_: Process,
	sandbox: Sandbox,
	job: Job,
): Promise<Outcome> {
	const { type, stored } = job;
	const method = job.method ?? 'GET';
	const path = job.path ?? type.call.path;
	const credentials = { [type.type]: { id: stored.id, name: type.type } };
	const onError = job.continueOnFail
		? ('continueRegularOutput' as const)
		: ('stopWorkflow' as const);
	const items = Array.from({ length: job.items }, (_item, n) => ({
		n,
		type: type.type,
		method,
		uri: `${sandbox.baseUrls[type.call.base]}${path}`,
		...(job.body ? { body: job.body } : {}),
	}));
	if (sender === 'HTTP Request') {
		return await process_.core.run(items, [
			{
				name: 'HTTP Request',
				type: 'n8n-nodes-base.httpRequest',
				credentials,
				onError,
				parameters: { authentication: 'predefinedCredentialType', nodeCredentialType: type.type },
			},
		]);
	}
	return await process_.core.run(items, [
		{
			name: 'Provider Request',
			type: 'providerRequest',
			credentials,
			onError,
			parameters: {
				service: type.service,
				authentication: type.type,
				endpoint: { __rl: true, mode: 'path', value: path },
				method,
				...(job.body ? { contentType: 'json', body: JSON.stringify(job.body) } : {}),
				options: { pagination: 'off', split: false },
			},
		},
	]);
}

export function expire(data: ICredentialDataDecryptedObject): void {
	data.validUntil = Date.now() - 1000;
	data.obtainedAt = Date.now() - 3_600_000;
}

/** n8n's request helper for a hook that is called without n8n. */
export async function overFetch(options: {
	url: string;
	method?: string;
	headers?: Record<string, string>;
	body?: string;
}): Promise<{ statusCode: number; headers: Record<string, string>; body: string }> {
	const { url, ...init } = options;
	const answer = await fetch(url, init);
	return {
		statusCode: answer.status,
		headers: Object.fromEntries(answer.headers),
		body: await answer.text(),
	};
}
