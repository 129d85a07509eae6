import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startSandbox } from '../sandbox/server.mts';
import type { Sandbox } from '../sandbox/server.mts';
import { N8nClient, OWNER } from './client.mts';
import { sandboxCredential, SERVICE_OF } from './credentials.mts';
import type { Example } from './demo-examples.mts';
import { everySeconds, readExamples, withCredential } from './demo-examples.mts';
import type { Result } from './demo-report.mts';
import { isGood, resultOf, table } from './demo-report.mts';
import type { N8n } from './n8n.mts';
import { freePort, isFree, startN8n } from './n8n.mts';
import type { Tarball } from './pack.mts';
import { packTarball } from './pack.mts';
import { cacheFolder } from './versions.mts';
import type { WorkflowJson } from './workflows.mts';

const SANDBOX_PORT = 4600;
const N8N_PORT = 5678;

/** Short, so that a person need not wait; afterwards the examples run as their files say. */
const DEMO_INTERVAL_SECONDS = 5;

const started = Date.now();
const isCheck = process.argv.includes('--check');

interface Demo {
	n8n: N8n;
	client: N8nClient;
}

interface Prepared {
	id: string;
	example: Example;
	/** As in the file, with its credential. */
	workflow: WorkflowJson;
}

function say(text: string): void {
	const seconds = Math.round((Date.now() - started) / 1000);
	process.stdout.write(`[${String(seconds).padStart(3)} s] ${text}\n`);
}

async function main(): Promise<boolean> {
	say('Building and packing the package');
	const tarball = await packTarball();
	say(`Packed ${tarball.name} ${tarball.version}: ${Math.round(tarball.unpackedSize / 1024)} kB`);
	const sandbox = await startSandbox({
		port: await portFor(process.env.SANDBOX_PORT, SANDBOX_PORT),
	});
	const closers: Array<() => Promise<void>> = [async () => await sandbox.close()];
	const stopped = untilStopped();
	try {
		await sandbox.steer('POST', 'config', { service: 'doo', quotas: true });
		say(`The services are simulated at ${sandbox.origin}`);
		const { n8n, client } = isCheck ? await freshDemo(tarball) : await keptDemo(tarball);
		closers.unshift(async () => await n8n.dispose());
		say(`n8n ${n8n.version} runs at ${n8n.origin}`);
		const examples = await readExamples();
		const prepared = await prepare(client, sandbox, examples);
		const results = await watch(client, sandbox, prepared);
		const good = results.every(isGood);
		process.stdout.write(`\n${table(results)}\n\n`);
		say(
			good ? 'Every example ran, before and after all tokens expired.' : 'Not every example ran.',
		);
		if (isCheck) return good;
		await publishAsWritten(client, prepared);
		closers.unshift(async () => await unpublishAll(client, prepared));
		process.stdout.write(goodbye(n8n, sandbox));
		await stopped;
		say('Stopping');
		return good;
	} finally {
		for (const close of closers) await close();
	}
}

/** For the check: nothing is taken from an earlier demo, and nothing is left. */
async function freshDemo(tarball: Tarball): Promise<Demo> {
	say('Starting n8n with a fresh database');
	const n8n = await startN8n({ tarballs: [tarball.path] });
	return { n8n, client: await N8nClient.signIn(n8n) };
}

/** An n8n whose folder is kept for the next time, as long as the package stays the same. */
async function keptDemo(tarball: Tarball): Promise<Demo> {
	const folder = path.join(await cacheFolder(), 'demo');
	const stamp = path.join(folder, 'package-hash');
	const known = existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
	const start = async (install: boolean): Promise<Demo> => {
		const n8n = await startN8n({
			userFolder: folder,
			port: await portFor(undefined, N8N_PORT),
			// Somebody may want to add a Code node.
			env: { N8N_RUNNERS_MODE: 'internal' },
			...(install ? { tarballs: [tarball.path] } : {}),
		});
		try {
			return { n8n, client: await N8nClient.signIn(n8n) };
		} catch (error) {
			await n8n.stop();
			throw error;
		}
	};
	if (known === tarball.hash) {
		say('Starting n8n with the database of the last demo');
		try {
			return await start(false);
		} catch (error) {
			say(`That database is of no use any more: ${String(error).split('\n')[0]}`);
		}
	}
	say('Starting n8n with a fresh database');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const demo = await start(true);
	await writeFile(stamp, tarball.hash);
	return demo;
}

/** Credentials and workflows, made or brought up to date, and how each file wants to be scheduled. */
async function prepare(
	client: N8nClient,
	sandbox: Sandbox,
	examples: readonly Example[],
): Promise<Prepared[]> {
	const credentials = await client.listCredentials();
	const workflows = await client.listWorkflows();
	const prepared: Prepared[] = [];
	for (const example of examples) {
		const { credentialType: type } = example;
		const typed = await sandboxCredential(sandbox, type);
		const name = `${SERVICE_OF[type]} (sandbox)`;
		let credential = credentials.find((known) => known.type === type && known.name === name);
		if (credential) await client.updateCredential(credential.id, typed);
		else credential = await client.createCredential(type, name, typed);
		const workflow = withCredential(example, credential);
		const known = workflows.find((candidate) => candidate.name === workflow.name);
		const { id } = known ?? (await client.createWorkflow(workflow));
		prepared.push({ id, example, workflow });
	}
	say(`${examples.length} credentials and workflows are ready`);
	return prepared;
}

/** Publishes, and waits until each schedule has fired twice; in between all access tokens expire. */
async function watch(
	client: N8nClient,
	sandbox: Sandbox,
	prepared: readonly Prepared[],
): Promise<Result[]> {
	await sandbox.steer('DELETE', 'log');
	const since = Date.now();
	for (const { id, workflow } of prepared) {
		await client.updateWorkflow(id, everySeconds(workflow, DEMO_INTERVAL_SECONDS));
		await client.publish(id);
	}
	say(`Published; every schedule fires every ${DEMO_INTERVAL_SECONDS} seconds`);
	await Promise.all(
		prepared.map(async ({ id, workflow }) => {
			await client.waitForScheduled(id, 1, { since });
			say(`${workflow.name}: has run`);
		}),
	);
	for (const { example } of prepared) {
		const service = SERVICE_OF[example.credentialType];
		await sandbox.steer('POST', 'tokens/expire', { service, kinds: ['access'] });
	}
	say('All access tokens are expired now; waiting for the next runs');
	const expired = Date.now();
	return await Promise.all(
		prepared.map(async ({ id, example }) => {
			await client.waitForScheduled(id, 1, { since: expired });
			await client.unpublish(id);
			const executions = await client.waitForScheduled(id, 1, { since });
			return await resultOf(sandbox, example, executions);
		}),
	);
}

/** From now on the schedules of the files: doo allows 1,000 requests a day. */
async function publishAsWritten(client: N8nClient, prepared: readonly Prepared[]): Promise<void> {
	for (const { id, workflow } of prepared) {
		await client.updateWorkflow(id, workflow);
		await client.publish(id);
	}
}

/** So that the next demo starts them when its credentials lead to its own sandbox. */
async function unpublishAll(client: N8nClient, prepared: readonly Prepared[]): Promise<void> {
	for (const { id } of prepared) await client.unpublish(id);
}

function goodbye(n8n: N8n, sandbox: Sandbox): string {
	return [
		`  editor    ${n8n.origin}`,
		`  e-mail    ${OWNER.email}`,
		`  password  ${OWNER.password}`,
		`  steering  ${sandbox.origin}/__sandbox  (expire tokens, break services, read the log)`,
		'',
		'The workflows run on: open "Executions" in the editor. Ctrl-C ends the demo.',
		'',
	].join('\n');
}

async function portFor(wanted: string | undefined, usual: number): Promise<number> {
	if (wanted !== undefined && wanted !== '') return Number(wanted);
	return !isCheck && (await isFree(usual)) ? usual : await freePort();
}

async function untilStopped(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
			process.once(name, () => resolve());
	});
}

try {
	process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
	say(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
}
