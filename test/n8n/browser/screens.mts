import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../versions.mts';

/** `SCREENSHOTS=docs` renews the pictures of the documents; otherwise a test run leaves the checkout as it is. */
const FOLDER =
	process.env.SCREENSHOTS === 'docs'
		? path.join(root, 'docs', 'screenshots')
		: path.join(root, '.cache', 'screenshots');

/** A picture of a page or a part of it, without n8n's passing notices. */
export async function picture(of: Locator | Page, name: string): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	await of.screenshot({
		path: path.join(FOLDER, `${name}.png`),
		animations: 'disabled',
		style: '.el-notification { display: none }',
	});
}
