import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const TICK_MS = 5_000;
const LOCK_LIMIT_MS = 30 * 60_000;

/**
 * Runs a command with its output shown; resolves to its exit code (1 when a signal ended it). These `signals` are passed on to it
 * instead of ending this process.
 */
export function run(command, args, { cwd, env = process.env, limitMs, signals = [] } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
		for (const signal of signals) process.on(signal, () => child.kill(signal));
		const timer = limitMs && setTimeout(() => child.kill('SIGKILL'), limitMs);
		child.once('error', reject);
		child.once('exit', (code, signal) => {
			clearTimeout(timer);
			if (signal) console.error(`${command} was ended by ${signal}.`);
			resolve(code ?? 1);
		});
	});
}

/**
 * Runs a command that is silent for minutes: every five seconds a line on stderr says how long it
 * has run and what `measure` says. Its own output is shown when it fails.
 */
export async function runWithProgress(label, command, args, { cwd, measure } = {}) {
	const started = Date.now();
	const output = [];
	const say = (text) => process.stderr.write(`${label}: ${text}\n`);
	const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
	say('started');
	const ticker = setInterval(() => {
		const state = measure?.();
		say(state ? `${seconds()}, ${state}` : seconds());
	}, TICK_MS);
	try {
		const code = await new Promise((resolve, reject) => {
			const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
			child.stdout.on('data', (chunk) => output.push(chunk));
			child.stderr.on('data', (chunk) => output.push(chunk));
			child.once('error', reject);
			child.once('close', resolve);
		});
		if (code !== 0) {
			process.stderr.write(Buffer.concat(output));
			throw new Error(`${label}: "${command} ${args.join(' ')}" failed with ${code}`);
		}
		say(`done in ${seconds()}`);
	} finally {
		clearInterval(ticker);
	}
}

/** Runs the action while this process alone holds the lock file; a lock of a dead process is taken over. */
export async function withLock(file, waitsFor, action) {
	mkdirSync(path.dirname(file), { recursive: true });
	const end = Date.now() + LOCK_LIMIT_MS;
	let told = false;
	while (!take(file)) {
		if (Date.now() > end) throw new Error(`Waited half an hour for ${waitsFor} (${file}).`);
		if (!told) process.stderr.write(`Waiting for another process: ${waitsFor}\n`);
		told = true;
		await sleep(500);
	}
	try {
		return await action();
	} finally {
		rmSync(file, { force: true });
	}
}

function take(file) {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
	}
	if (isAlive(ownerOf(file))) return false;
	// Renaming shows whose lock it really was: another process may have taken over the dead one's.
	const aside = `${file}.${process.pid}`;
	try {
		renameSync(file, aside);
	} catch {
		return false;
	}
	const owner = ownerOf(aside);
	if (isAlive(owner)) writeFileSync(file, String(owner));
	rmSync(aside, { force: true });
	return false;
}

/** A lock without a number is being written right now: its owner counts as alive. */
function ownerOf(file) {
	try {
		return Number(readFileSync(file, 'utf8')) || process.pid;
	} catch {
		return process.pid;
	}
}

export function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** How many of a lockfile's packages stand in the folder, as a sentence for `measure`. */
export function packagesIn(folder) {
	const { packages } = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
	const paths = Object.keys(packages).filter((name) => name !== '');
	return () => {
		const there = paths.filter((name) => existsSync(path.join(folder, name, 'package.json')));
		return `${there.length} of ${paths.length} packages`;
	};
}
