import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { OWNER } from './client.mts';

const run = promisify(execFile);
const EXECUTABLE = '/usr/bin/chromium';

/** Flags for a machine without a display and without the internet. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Debian's Chromium, installed if it is missing (needs root). */
async function executable(): Promise<string> {
	if (!existsSync(EXECUTABLE)) {
		await run('apt-get', ['update']);
		await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
			maxBuffer: 64 * 1024 * 1024,
		});
	}
	return EXECUTABLE;
}

export async function startBrowser(): Promise<Browser> {
	return await chromium.launch({ executablePath: await executable(), args: FLAGS });
}

/** A page of the editor with the owner signed in. */
export async function signedIn(browser: Browser, origin: string): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
	const page = await context.newPage();
	await page.goto(`${origin}/signin`);
	await page.locator('input[autocomplete=email]').fill(OWNER.email);
	await page.locator('input[type=password]').fill(OWNER.password);
	await page.locator('[data-test-id=form-submit-button]').click();
	await page.waitForURL(/\/(home|workflow)/);
	return page;
}
