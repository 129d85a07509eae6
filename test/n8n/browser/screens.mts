import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../versions.mts';

const KEPT = path.join(root, '.cache', 'screenshots');

/** `SCREENSHOTS=docs` renews the pictures of the documents; otherwise a test run leaves the checkout as it is. */
const FOLDER = process.env.SCREENSHOTS === 'docs' ? path.join(root, 'docs', 'screenshots') : KEPT;

export const SIZE = { width: 1280, height: 800 };

/** A picture of a page or a part of it for the documents, without n8n's passing notices. */
export async function picture(of: Locator | Page, name: string): Promise<void> {
	await shoot(of, FOLDER, name);
}

/** A picture for the documents that was made of several. */
export function keep(name: string, png: Buffer): void {
	mkdirSync(FOLDER, { recursive: true });
	writeFileSync(path.join(FOLDER, `${name}.png`), png);
}

/** A picture for whoever looks after a test. */
export async function look(of: Locator | Page, name: string): Promise<void> {
	await shoot(of, KEPT, name);
}

async function shoot(of: Locator | Page, folder: string, name: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	await of.screenshot({
		path: path.join(folder, `${name}.png`),
		animations: 'disabled',
		style: '.el-notification { display: none }',
	});
}
