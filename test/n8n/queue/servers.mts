import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { ofPackage } from '../debian.mts';
import { freePort } from '../n8n.mts';

const run = promisify(execFile);

const READY_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;
const DATABASE = 'n8n';
const VERSIONS = '/usr/lib/postgresql';
const REDIS = '/usr/bin/redis-server';

/** What the databases of a test need not do: survive a power cut. */
const CARELESS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** A server program in a process of its own, with a folder that its user owns. */
class Server {
	private said = '';

	private constructor(
		private readonly child: ChildProcess,
		private readonly folder: string,
	) {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => {
				this.said = (this.said + text).slice(-20_000);
			});
		}
	}

	static async start(
		user: string,
		folder: string,
		command: string,
		args: readonly string[],
		isReady: () => Promise<unknown>,
	): Promise<Server> {
		// The server ends when whoever started it is gone, in whatever way.
		const [first = '', ...rest] = as(user, '--pdeathsig=QUIT', command, ...args);
		const child = spawn(first, rest, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
		const server = new Server(child, folder);
		try {
			await server.untilReady(isReady);
		} catch (error) {
			await server.stop();
			throw error;
		}
		return server;
	}

	/** Ends it at once: nobody needs its data. */
	async stop(): Promise<void> {
		const { child } = this;
		if (child.exitCode === null && child.signalCode === null) {
			const ended = new Promise<void>((resolve) => {
				child.once('exit', () => resolve());
			});
			child.kill('SIGQUIT');
			const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
			await ended;
			clearTimeout(force);
		}
		await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
	}

	private async untilReady(isReady: () => Promise<unknown>): Promise<void> {
		const end = Date.now() + READY_LIMIT_MS;
		while (Date.now() < end) {
			if (this.child.exitCode !== null || this.child.signalCode !== null) break;
			const ready = await isReady().then(
				() => true,
				() => false,
			);
			if (ready) return;
			await sleep(100);
		}
		throw new Error(`A server is not ready:\n${this.said}`);
	}
}

/** PostgreSQL alone: on loopback, with a password, gone after `stop`. */
export class Postgres {
	private constructor(
		private readonly server: Server,
		readonly url: string,
	) {}

	static async start(): Promise<Postgres> {
		const password = randomBytes(12).toString('hex');
		const port = await freePort();
		const server = await startPostgres(port, password);
		const url = `postgres://${DATABASE}:${password}@127.0.0.1:${port}/${DATABASE}`;
		return new Postgres(server, url);
	}

	async stop(): Promise<void> {
		await this.server.stop();
	}
}

/** PostgreSQL and Redis for one n8n in queue mode: on loopback, with a password, gone after `stop`. */
export class Servers {
	private constructor(
		private readonly postgres: Server,
		private readonly redisServer: Server,
		private readonly ports: { postgres: number; redis: number },
		private readonly password: string,
	) {}

	static async start(): Promise<Servers> {
		const password = randomBytes(12).toString('hex');
		const ports = { postgres: await freePort(), redis: await freePort() };
		const postgres = await startPostgres(ports.postgres, password);
		try {
			const redis = await startRedis(ports.redis, password);
			return new Servers(postgres, redis, ports, password);
		} catch (error) {
			await postgres.stop();
			throw error;
		}
	}

	/** What n8n's processes have to know. */
	get env(): Record<string, string> {
		return {
			EXECUTIONS_MODE: 'queue',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.ports.postgres),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: DATABASE,
			DB_POSTGRESDB_PASSWORD: this.password,
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(this.ports.redis),
			QUEUE_BULL_REDIS_PASSWORD: this.password,
		};
	}

	/** The rows of a query, each as an object. */
	async query<Row>(sql: string): Promise<Row[]> {
		const rows = `SELECT coalesce(json_agg(found), '[]') FROM (${sql}) found`;
		const rowsText = await psql(this.ports.postgres, this.password, DATABASE, rows);
		const found: Row[] = JSON.parse(rowsText);
		return found;
	}

	/** A command of Redis, and its answer as text. */
	async redis(...command: string[]): Promise<string> {
		return await redisCli(this.ports.redis, this.password, command);
	}

	async stop(): Promise<void> {
		await this.redisServer.stop();
		await this.postgres.stop();
	}
}

async function startPostgres(port: number, password: string): Promise<Server> {
	const programs = await postgresPrograms();
	const folder = await folderOf('postgres');
	const data = path.join(folder, 'data');
	const secret = path.join(folder, 'password');
	await writeFile(secret, password);
	const how = ['--username', DATABASE, '--pwfile', secret, '--auth=scram-sha-256'];
	const [first = '', ...rest] = as(
		'postgres',
		path.join(programs, 'initdb'),
		...['--pgdata', data, '--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', ...how],
	);
	await run(first, rest, { cwd: folder });
	const settings = [
		`port=${port}`,
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		...CARELESS,
	];
	const server = await Server.start(
		'postgres',
		folder,
		path.join(programs, 'postgres'),
		['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
		async () => await psql(port, password, 'postgres', 'SELECT 1'),
	);
	await psql(port, password, 'postgres', `CREATE DATABASE ${DATABASE}`);
	return server;
}

async function startRedis(port: number, password: string): Promise<Server> {
	const program = await ofPackage('redis-server', () => (existsSync(REDIS) ? REDIS : undefined));
	const folder = await folderOf('redis');
	const settings = {
		port: String(port),
		bind: '127.0.0.1',
		requirepass: password,
		dir: folder,
		save: '',
		appendonly: 'no',
	};
	return await Server.start(
		'redis',
		folder,
		program,
		Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
		async () => await redisCli(port, password, ['PING']),
	);
}

/** Where the newest installed PostgreSQL has its programs. */
async function postgresPrograms(): Promise<string> {
	return await ofPackage('postgresql', () => {
		const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).map(Number) : [];
		const folders = versions
			.sort((a, b) => b - a)
			.map((version) => path.join(VERSIONS, String(version), 'bin'));
		return folders.find((folder) => existsSync(path.join(folder, 'postgres')));
	});
}

async function psql(
	port: number,
	password: string,
	database: string,
	sql: string,
): Promise<string> {
	const where = ['-h', '127.0.0.1', '-p', String(port), '-U', DATABASE, '-d', database];
	const { stdout } = await run(
		path.join(await postgresPrograms(), 'psql'),
		[...where, '--no-psqlrc', '--tuples-only', '--no-align', '-c', sql],
		{ env: { PGPASSWORD: password, PGCONNECT_TIMEOUT: '10' }, maxBuffer: 256 * 1024 * 1024 },
	);
	return stdout.trim();
}

async function redisCli(port: number, password: string, command: string[]): Promise<string> {
	const { stdout } = await run('/usr/bin/redis-cli', ['-p', String(port), '-e', ...command], {
		env: { REDISCLI_AUTH: password },
	});
	return stdout.trim();
}

/** A new folder that the user owns, where it is not our own user. */
async function folderOf(user: string): Promise<string> {
	const folder = await mkdtemp(path.join(os.tmpdir(), `${user}-under-test-`));
	if (isRoot()) {
		const idOf = async (kind: string) => Number((await run('id', [kind, user])).stdout);
		await chown(folder, await idOf('-u'), await idOf('-g'));
	}
	return folder;
}

/** PostgreSQL refuses to run as root, and Redis need not. */
function as(user: string, ...command: string[]): string[] {
	const change = isRoot() ? [`--reuid=${user}`, `--regid=${user}`, '--init-groups'] : [];
	return ['setpriv', ...change, ...command];
}

function isRoot(): boolean {
	return process.getuid?.() === 0;
}
