import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environment } from './environment.mts';
import { installPackages } from './pack.mts';
import { CURRENT, n8nFolder, node, root } from './versions.mts';
import type { N8nVersion } from './versions.mts';

const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 20_000;
const LOG_LINES = 20_000;
const NOT_SIGNED_IN = 401;

const END_WITH_PARENT = path.join(root, 'test', 'n8n', 'end-with-parent.cjs');

/** n8n's commands that the tests start: `start` has the editor and the REST interface, `worker` executes for it in queue mode. */
export type N8nRole = 'start' | 'worker' | 'webhook';

const READY: Record<N8nRole, string> = {
	start: 'Editor is now accessible',
	worker: 'n8n worker is now ready',
	webhook: 'Webhook listener waiting for requests.',
};

export interface N8nOptions {
	version?: N8nVersion;
	/** Default: `start`. */
	role?: N8nRole;
	/** Holds `.n8n` with database, settings and packages; default: a new one that `dispose` removes. */
	userFolder?: string;
	/** Default: a free one. */
	port?: number;
	/** Whether n8n serves its editor, for which it copies all of its files at each start. Default: yes. */
	editor?: boolean;
	/** Comes on top of the harness's own environment. */
	env?: Record<string, string>;
	/** A user folder that an n8n has left, to begin with a copy of it. */
	template?: string;
	/** Packed packages to install before the first start. */
	tarballs?: readonly string[];
}

/** A real n8n in a process of its own. */
export class N8n {
	private child: ChildProcess | undefined;

	private lines: string[] = [];

	/** The lines that `log` has lost, as there were too many. */
	lostLines = 0;

	constructor(
		readonly version: N8nVersion,
		private readonly role: N8nRole,
		readonly userFolder: string,
		readonly port: number,
		private readonly env: Record<string, string>,
		private readonly isThrowAway: boolean,
	) {}

	get origin(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** What n8n has printed since the harness knows it, over all its starts. */
	get log(): string {
		return this.lines.join('\n');
	}

	get pid(): number | undefined {
		return this.child?.pid;
	}

	/** Starts the process and waits until the REST interface answers, or the worker takes jobs. */
	async start(): Promise<void> {
		if (this.child) throw new Error('This n8n runs already.');
		const folder = await n8nFolder(this.version);
		const from = this.lostLines + this.lines.length;
		const command = path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
		const child = spawn(node, ['--require', END_WITH_PARENT, command, this.role], {
			cwd: this.userFolder,
			env: environment(this.version, this.userFolder, this.port, await freePort(), this.env),
			stdio: ['pipe', 'pipe', 'pipe'],
			// A group of its own: a signal to the test runner's group must not end n8n halfway.
			detached: true,
		});
		this.child = child;
		child.once('exit', () => {
			if (this.child === child) this.child = undefined;
		});
		this.collect(child);
		await this.untilReady(child, from);
	}

	/** Ends it as an operating system would: a request to stop, and force when it does not. */
	async stop(): Promise<void> {
		await this.end('SIGTERM');
	}

	/** Ends it like a power cut. */
	async kill(): Promise<void> {
		await this.end('SIGKILL');
	}

	/** Settings of the environment from the next start on. */
	change(env: Record<string, string>): void {
		Object.assign(this.env, env);
	}

	/** A fresh process on the same database, at the same address. */
	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	/** Stops it, and removes its folder if the harness made that. */
	async dispose(): Promise<void> {
		await this.stop();
		if (this.isThrowAway)
			await rm(this.userFolder, { recursive: true, force: true, maxRetries: 5 });
	}

	private async end(how: NodeJS.Signals): Promise<void> {
		const { child } = this;
		if (!child) return;
		const ended = new Promise<void>((resolve) => {
			child.once('exit', () => resolve());
		});
		signal(child, how);
		const force = setTimeout(() => signal(child, 'SIGKILL'), STOP_LIMIT_MS);
		await ended;
		clearTimeout(force);
	}

	private collect(child: ChildProcess): void {
		for (const stream of [child.stdout, child.stderr]) {
			let rest = '';
			stream?.setEncoding('utf8').on('data', (text: string) => {
				const lines = (rest + text).split('\n');
				rest = lines.pop() ?? '';
				this.lines.push(...lines);
				const tooMany = Math.max(0, this.lines.length - LOG_LINES);
				this.lines.splice(0, tooMany);
				this.lostLines += tooMany;
			});
		}
	}

	/** @param from how many lines n8n had written before this start */
	private async untilReady(child: ChildProcess, from: number): Promise<void> {
		const end = Date.now() + READY_LIMIT_MS;
		while (Date.now() < end) {
			if (child.exitCode !== null || child.signalCode !== null) {
				throw new Error(`n8n ${this.version} ended while it started:\n${this.log}`);
			}
			const written = this.lines.slice(Math.max(0, from - this.lostLines));
			if (written.some((line) => line.includes(READY[this.role]))) {
				if (this.role !== 'start') return;
				const answer = await fetch(`${this.origin}/rest/login`).catch(() => undefined);
				if (answer?.status === NOT_SIGNED_IN) return;
			}
			await sleep(100);
		}
		await this.kill();
		throw new Error(`n8n ${this.version} was not ready in ${READY_LIMIT_MS} ms:\n${this.log}`);
	}
}

/** Starts a real n8n. Two may share a user folder, one after the other or at the same time. */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	const userFolder =
		options.userFolder ?? (await mkdtemp(path.join(os.tmpdir(), 'n8n-under-test-')));
	await mkdir(path.join(userFolder, '.n8n'), { recursive: true });
	if (options.template !== undefined) await cp(options.template, userFolder, { recursive: true });
	if (options.tarballs) await installPackages(userFolder, options.tarballs);
	const n8n = new N8n(
		options.version ?? CURRENT,
		options.role ?? 'start',
		userFolder,
		options.port ?? (await freePort()),
		{ ...(options.editor === false ? { N8N_DISABLE_UI: 'true' } : {}), ...options.env },
		options.userFolder === undefined,
	);
	await n8n.start();
	return n8n;
}

function signal(child: ChildProcess, how: NodeJS.Signals): void {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	try {
		// n8n passes a request to stop on to its task runners; force has to reach the whole group.
		process.kill(how === 'SIGKILL' ? -child.pid : child.pid, how);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
}

/** A port of 127.0.0.1 that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
	return await listenBriefly(0);
}

/** Whether nobody listens on the port of 127.0.0.1. */
export async function isFree(port: number): Promise<boolean> {
	return await listenBriefly(port).then(
		() => true,
		() => false,
	);
}

async function listenBriefly(port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => {
				if (address !== null && typeof address === 'object') resolve(address.port);
				else reject(new Error('No free port'));
			});
		});
	});
}
