import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { OWNER } from './client.mts';
import { ofPackage } from './debian.mts';

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
	return await ofPackage('chromium', () => (existsSync(EXECUTABLE) ? EXECUTABLE : undefined));
}

export async function startBrowser(): Promise<Browser> {
	return await chromium.launch({ executablePath: await executable(), args: FLAGS });
}

/** `SLOWED=6` shows what a test does on a machine that is six times as slow. */
async function slowDown(page: Page): Promise<void> {
	const rate = Number(process.env.SLOWED ?? 1);
	if (rate <= 1) return;
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate });
}

/** A page of the editor with the owner signed in. */
export async function signedIn(browser: Browser, origin: string): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
	const page = await context.newPage();
	await slowDown(page);
	await page.goto(`${origin}/signin`);
	await page.locator('input[autocomplete=email]').fill(OWNER.email);
	await page.locator('input[type=password]').fill(OWNER.password);
	await page.locator('[data-test-id=form-submit-button]').click();
	await page.waitForURL(/\/(home|workflow)/);
	return page;
}
