import { startSandbox } from '../../sandbox/server.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import type { N8nClient } from '../client.mts';
import { SERVICE_OF } from '../credentials.mts';
import type { Example } from '../demo-examples.mts';
import { everySeconds, readExamples } from '../demo-examples.mts';
import { freePort, isFree } from '../n8n.mts';
import { packTarball } from '../pack.mts';
import type { WorkflowJson } from '../workflows.mts';
import { importLibrary, withCredentials } from './library.mts';
import { freshDemo, keptDemo } from './n8n.mts';
import type { Result } from './report.mts';
import { isGood, resultOf, table } from './report.mts';
import { welcome } from './welcome.mts';

const SANDBOX_PORT = 4600;

/** Short, so that a person need not wait; afterwards the examples run as their files say. */
const DEMO_INTERVAL_SECONDS = 5;

const started = Date.now();
const isCheck = process.argv.includes('--check');

/** A scheduled example in n8n. */
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
	const tarball = await packTarball();
	say(`Packed ${tarball.name} ${tarball.version}: ${Math.round(tarball.unpackedSize / 1024)} kB`);
	const stopped = untilStopped();
	const sandbox = await startSandbox({ port: await sandboxPort() });
	const closers: Array<() => Promise<void>> = [async () => await sandbox.close()];
	try {
		await sandbox.steer('POST', 'config', { service: 'doo', quotas: true });
		say(`The services are simulated at ${sandbox.origin}`);
		const { n8n, client } = isCheck ? await freshDemo(tarball) : await keptDemo(tarball, say);
		closers.unshift(async () => await n8n.dispose());
		say(`n8n ${n8n.version} runs at ${n8n.origin}`);
		const { ids, credentials } = await importLibrary(client, sandbox);
		say(`${credentials.size} credentials and ${ids.size} workflows are ready, tagged by service`);
		if (!isCheck) process.stdout.write(await welcome(n8n.origin, sandbox));
		const prepared = (await readExamples()).map((example): Prepared => {
			const workflow = withCredentials(example.workflow, credentials);
			return { id: ids.get(workflow.name) ?? '', example, workflow };
		});
		closers.unshift(async () => await unpublishAll(client, prepared));
		const results = await Promise.race([watch(client, sandbox, prepared), stopped]);
		if (results) report(results);
		if (isCheck) return results?.every(isGood) ?? false;
		if (results) await publishAsWritten(client, prepared);
		await stopped;
		say('Stopping');
		return true;
	} finally {
		for (const close of closers) await close();
	}
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
	say(
		`The scheduled workflows run every ${DEMO_INTERVAL_SECONDS} seconds until each has run twice`,
	);
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

function report(results: readonly Result[]): void {
	process.stdout.write(`\n${table(results)}\n\n`);
	say(
		results.every(isGood)
			? 'Every scheduled workflow ran, before and after all tokens expired.'
			: 'Not every scheduled workflow ran.',
	);
}

/** From now on the schedules of the files: doo allows 1,000 requests a day. */
async function publishAsWritten(client: N8nClient, prepared: readonly Prepared[]): Promise<void> {
	for (const { id, workflow } of prepared) {
		await client.updateWorkflow(id, workflow);
		await client.publish(id);
	}
	say('They run as their schedules say from now on: see "Executions". Ctrl-C ends the demo.');
}

/** So that the next demo starts them when its credentials lead to its own sandbox. */
async function unpublishAll(client: N8nClient, prepared: readonly Prepared[]): Promise<void> {
	for (const { id } of prepared) await client.unpublish(id);
}

async function sandboxPort(): Promise<number> {
	const wanted = process.env.SANDBOX_PORT ?? '';
	if (wanted !== '') return Number(wanted);
	return !isCheck && (await isFree(SANDBOX_PORT)) ? SANDBOX_PORT : await freePort();
}

/** The signals stay caught: Ctrl-C reaches this process twice, from the terminal and from its parent. */
async function untilStopped(): Promise<undefined> {
	return await new Promise((resolve) => {
		for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
			process.on(name, () => resolve(undefined));
	});
}

try {
	process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
	say(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
}
