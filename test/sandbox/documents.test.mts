import { readFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Secrets } from './core/types.mts';
import type { Sandbox } from './server.mts';
import { startSandbox } from './server.mts';

const PORT = 'http://127.0.0.1:4600';

const page = readFileSync(path.join(__dirname, '../../docs/sandbox.md'), 'utf8');

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});
afterAll(async () => {
	await sandbox.close();
});

describe('docs/sandbox.md', () => {
	it('tells base addresses and secrets that work', async () => {
		const [, table = ''] = page.split('## Base URLs and secrets');
		const told = [...table.matchAll(/`([^`\s]+)`/g)].map(([, value = '']) => value);
		const urls = told.filter((value) => value.startsWith(PORT));
		const paths = Object.values(sandbox.baseUrls).map((url) => new URL(url).pathname);
		expect(urls.length).toBeGreaterThan(6);
		for (const url of urls) {
			if (!url.includes('__sandbox')) expect(paths).toContain(new URL(url).pathname);
		}
		const all = (await sandbox.steer('GET', 'secrets')) as Record<string, Secrets>;
		const secrets = Object.values(all).flatMap((ofService) => Object.values(ofService));
		const named = told.filter((value) => value.startsWith('sandbox-'));
		expect(named.length).toBeGreaterThan(10);
		for (const secret of named) expect(secrets).toContain(secret);
	});

	it('gives examples that the sandbox takes', async () => {
		const calls = page.matchAll(
			/curl -X POST http:\/\/127\.0\.0\.1:4600\/__sandbox\/(\S+)\s+(?:\\\s+)?-d '([^']+)'/g,
		);
		const answers: string[] = [];
		for (const [, where = '', body = ''] of calls) {
			await sandbox.steer('POST', where, JSON.parse(body));
			answers.push(where);
		}
		expect(answers).toEqual(['otesse/code', 'config', 'tokens/expire', 'faults']);
	});
});
