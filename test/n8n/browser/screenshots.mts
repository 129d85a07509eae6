import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../versions.mts';

/** Pictures for the documents are taken on purpose only, with SCREENSHOTS=docs: an ordinary run leaves the checkout as it is. */
const isForDocuments = process.env.SCREENSHOTS === 'docs';

const CACHE = path.join(root, '.cache', 'screenshots');
const DOCUMENTS = path.join(root, 'docs', 'screenshots');

export const SIZE = { width: 1280, height: 800 };

/** A picture for the documents. */
export async function picture(page: Page, name: string): Promise<void> {
	await shoot(page, isForDocuments ? DOCUMENTS : CACHE, name);
}

/** A picture for whoever looks after a test. */
export async function look(page: Page, name: string): Promise<void> {
	await shoot(page, CACHE, name);
}

async function shoot(page: Page, folder: string, name: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	await page.mouse.move(0, 0);
	await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
