import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { firstRelease, lastRelease, releaseFrom } from '../n8n/releases.mts';

const GULPFILE = `const { dest, src } = require('gulp');
exports.default = () => src('index.txt').pipe(dest('dist'));
`;

let workshop: string;
let repository: string;

function git(...args: string[]): void {
	const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
	execFileSync('git', [...identity, '-c', 'commit.gpgsign=false', ...args], { cwd: repository });
}

function commit(version: string): void {
	const manifest = { name: 'sample', version, files: ['dist'] };
	writeFileSync(path.join(repository, 'package.json'), JSON.stringify(manifest));
	git('add', '--all');
	git('commit', '--quiet', '--message', version);
}

beforeEach(() => {
	workshop = mkdtempSync(path.join(os.tmpdir(), 'releases-'));
	repository = path.join(workshop, 'repository');
	mkdirSync(repository);
	git('init', '--quiet');
	writeFileSync(path.join(repository, 'gulpfile.js'), GULPFILE);
	writeFileSync(path.join(repository, 'index.txt'), 'x');
});

afterEach(() => {
	rmSync(workshop, { recursive: true });
});

describe('the release to upgrade from', () => {
	it('is the newest tag of a version before this one, in the history of this commit', async () => {
		commit('0.1.0');
		expect(await lastRelease(repository, '0.1.0')).toBeUndefined();
		for (const version of ['0.9.0', '0.10.0', '0.11.0']) {
			commit(version);
			git('tag', `v${version}`);
		}
		git('tag', 'v99');
		git('tag', 'other');
		expect(await lastRelease(repository, '0.11.0')).toBe('v0.10.0');
		expect(await lastRelease(repository, '0.12.0')).toBe('v0.11.0');
		git('checkout', '--quiet', 'v0.10.0');
		expect(await lastRelease(repository, '0.12.0')).toBe('v0.10.0');
	});

	it('is the commit of 0.1.0 where there is no tag, in a history that has it', async () => {
		const { stdout } = spawnSync('git', ['log', '-1', '--format=%H', '0767659'], {
			encoding: 'utf8',
		});
		const here = stdout === '' ? undefined : '0767659';
		expect(await firstRelease(process.cwd(), '0.2.0')).toBe(here);
		expect(await firstRelease(process.cwd(), '0.1.0')).toBeUndefined();
		commit('0.2.0');
		expect(await firstRelease(repository, '0.2.0')).toBeUndefined();
	});

	it('is none without a history', async () => {
		rmSync(path.join(repository, '.git'), { recursive: true });
		expect(await lastRelease(repository, '0.1.0')).toBeUndefined();
	});

	it('is built and packed from its commit', async () => {
		commit('0.1.0');
		git('tag', 'v0.1.0');
		commit('0.2.0');
		const { version, tarball } = await releaseFrom(repository, 'v0.1.0', workshop);
		expect(version).toBe('0.1.0');
		const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
		expect(files.sort()).toEqual(['package/dist/index.txt', 'package/package.json']);
	});
});
