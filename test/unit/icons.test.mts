import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { providers } from '../../providers';

const nodes = path.join(__dirname, '..', '..', 'nodes');
const icons = readdirSync(nodes, { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.svg'),
);

/** What n8n 2.41 draws behind icons: node, canvas, panel, listening trigger. */
const BEHIND = {
	light: ['#ffffff', '#f5f5f5', '#f0f0f0'],
	dark: ['#2d2d2d', '#262626', '#171717', '#414244'],
};

/** WCAG 2.2, 1.4.11: what a graphic needs to be told apart. */
const LEAST_CONTRAST = 3;

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

describe('icons', () => {
	it('are there for both themes', () => {
		expect(icons.length).toBeGreaterThan(2 * providers.length);
		const light = icons.filter((file) => !file.endsWith('.dark.svg'));
		const dark = light.map((file) => path.join(nodes, file.replace('.svg', '.dark.svg')));
		expect(dark.filter((file) => !existsSync(file))).toEqual([]);
	});

	it.each(icons)('%s stands out from what n8n draws behind it', (file) => {
		const svg = readFileSync(path.join(nodes, file), 'utf8');
		const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)]
			.map(([, colour = '']) => colour)
			.filter((colour) => colour !== 'none');
		expect(colours.length).toBeGreaterThan(0);
		for (const colour of colours) {
			expect(colour).toMatch(/^#[0-9a-f]{6}$/i);
			for (const behind of BEHIND[file.endsWith('.dark.svg') ? 'dark' : 'light']) {
				expect(contrast(colour, behind)).toBeGreaterThan(LEAST_CONTRAST);
			}
		}
	});
});
