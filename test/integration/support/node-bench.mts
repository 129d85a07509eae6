import { inspect } from 'node:util';

import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	IRun,
} from 'n8n-workflow';

import type { Fault, LogEntry, ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { startSandbox } from '../../sandbox/server.mts';
import { testedById, credentialDataFor } from '../../services/index.mts';
import { freshPackage, traffic } from './bench.mts';
import type { Outcome, Step } from './core.mts';
import { Core } from './core.mts';
import type { Stored } from './credentials-store.mts';
import { CredentialsStore } from './credentials-store.mts';
import { fast } from './token-types.mts';

/** What became of a run of the node, on both sides of the wire. */
export interface Answered {
	items: INodeExecutionData[];
	/** Items of the error output. */
	failed: INodeExecutionData[];
	/** What ended the workflow. */
	error?: Outcome['error'];
	run: IRun;
	/** The service's requests in the order of arrival, without those for a token. */
	calls: LogEntry[];
	tokens: LogEntry[];
}

/** A sandbox for the tests of a file, put back to its seed before each of them. */
export function sandboxForTests(): () => Sandbox {
	let sandbox: Sandbox | undefined;
	beforeAll(async () => {
		sandbox = await startSandbox({ port: 0 });
	});
	afterAll(async () => {
		await sandbox?.close();
	});
	beforeEach(async () => {
		await sandbox?.steer('POST', 'reset');
	});
	return () => {
		if (!sandbox) throw new Error('The sandbox runs only during the tests');
		return sandbox;
	};
}

/** A file that an item of a test asks for; without `bytes` it is a few bytes long. */
export interface TestFile {
	field?: string;
	name: string;
	type?: string;
	bytes?: number;
}

/** Gives each input item the file `data`, as a node in front would, or those that its JSON lists under `files`. */
export const files = (content: string, fileName: string, mimeType: string): INodeType => ({
	description: {
		displayName: 'Files',
		name: 'files',
		group: ['transform'],
		version: 1,
		description: 'Files',
		defaults: { name: 'Files' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		const items = this.getInputData().map(async ({ json }, item) => {
			const wanted = (json.files ?? [{ name: fileName }]) as unknown as TestFile[];
			const binary: INodeExecutionData['binary'] = {};
			for (const { field = 'data', name, type = mimeType, bytes } of wanted) {
				const buffer =
					bytes === undefined ? Buffer.from(content, 'latin1') : Buffer.alloc(bytes, 32);
				binary[field] = await this.helpers.prepareBinaryData(buffer, name, type);
			}
			return { json, binary, pairedItem: { item } };
		});
		return [await Promise.all(items)];
	},
});

/** What a person types for a service: for its first credential type unless one is named. */
async function typed(
	sandbox: Sandbox,
	service: ServiceId,
	wanted: string | undefined,
): Promise<{ type: string; data: ICredentialDataDecryptedObject }> {
	const { credentials } = testedById(service);
	const known = credentials.find(({ type }) => wanted === undefined || type === wanted);
	if (!known) throw new Error(`There is no credential type for ${service}`);
	return { type: known.type, data: { ...fast, ...(await credentialDataFor(sandbox, known.type)) } };
}

/** One n8n process with a credential for one service of the sandbox, and the package's nodes in it. */
export class NodeBench {
	protected constructor(
		protected readonly sandbox: Sandbox,
		protected readonly service: ServiceId,
		protected readonly core: Core,
		readonly stored: Stored,
	) {}

	/** What a bench of any kind is made of. `changed`: fields of the credential that differ from what a person types. */
	protected static async parts(
		sandbox: Sandbox,
		service: ServiceId,
		changed: ICredentialDataDecryptedObject,
		credential: string | undefined,
	): Promise<[Sandbox, ServiceId, Core, Stored]> {
		const built = freshPackage();
		const store = new CredentialsStore(built.credentials);
		const { type, data } = await typed(sandbox, service, credential);
		const file = files('%PDF-1.7 \xE9\xFF', 'Bill 7.pdf', 'application/pdf');
		const core = new Core(store, new Map([...built.nodes, ['files', file]]));
		return [sandbox, service, core, store.add(type, { ...data, ...changed })];
	}

	/** Runs the step for these input items; `before` are nodes between the items and it. */
	protected async runStep(
		step: Step & { name: string },
		items: IDataObject[],
		before: Step[],
		executionId?: string,
	): Promise<Answered> {
		const since = (await traffic(this.sandbox, this.service)).entries.at(-1)?.seq ?? 0;
		const outcome = await this.core.run(items, [...before, step], {}, executionId);
		const { entries } = await traffic(this.sandbox, this.service, since);
		return {
			...outcome,
			failed: outcome.run.data.resultData.runData[step.name]?.[0]?.data?.main?.[1] ?? [],
			calls: entries.filter(({ kind }) => kind === 'call'),
			tokens: entries.filter(({ kind }) => kind === 'token'),
		};
	}

	/** Injects faults into ordinary calls. */
	async fault(...faults: Array<Omit<Fault, 'service'>>): Promise<void> {
		await this.sandbox.steer('POST', 'faults', {
			faults: faults.map((fault) => ({ kind: 'call', ...fault, service: this.service })),
		});
	}

	/** Answers the next calls with this JSON or text, whatever the service would say. */
	async answer(body: unknown, more: Omit<Fault, 'service'> = {}): Promise<void> {
		await this.fault({ status: 200, times: 1000, body, ...more });
	}
}

/** Everything that nobody may read in a run: the service's seeded secrets and every token that it gave out. */
export async function secretsOf(sandbox: Sandbox, service: ServiceId): Promise<string[]> {
	const seeded = (await sandbox.steer('GET', `secrets?service=${service}`)) as Record<
		string,
		string
	>;
	const { tokens } = (await sandbox.steer('GET', `tokens?service=${service}`)) as {
		tokens: Array<{ value: string }>;
	};
	const secret = Object.entries(seeded).filter(([name]) => /key|secret|token|password/i.test(name));
	return [...secret.map(([, value]) => value), ...tokens.map(({ value }) => value)];
}

/** The whole of a run as text, hidden properties and causes included. */
export function textOf({ run }: Answered): string {
	const all = { depth: null, showHidden: true, maxStringLength: null, maxArrayLength: null };
	return inspect(run, all);
}
