import { readFileSync } from 'node:fs';

/**
 * What a list costs in memory when nothing but the list is kept: fetches its pages one after the other, and holds each row as n8n
 * holds an item. Arguments: address of the list, rows a page. Prints the growth of resident memory at its peak, in bytes.
 */
const [address = '', size = '100'] = process.argv.slice(2);
const PAGE = Number(size);

interface Page {
	vendors: object[];
}

function statusOf(name: 'VmRSS' | 'VmHWM'): number {
	const status = readFileSync('/proc/self/status', 'utf8');
	return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024;
}

async function page(number: number): Promise<object[]> {
	const answer = await fetch(`${address}?page=${number}&limit=${PAGE}`);
	return ((await answer.json()) as Page).vendors;
}

await page(1);
const before = statusOf('VmRSS');
const items: Array<{ json: object; pairedItem: { item: number } }> = [];
for (let number = 1; ; number++) {
	const rows = await page(number);
	for (const json of rows) items.push({ json, pairedItem: { item: 0 } });
	if (rows.length < PAGE) break;
}
process.stdout.write(JSON.stringify({ rows: items.length, bytes: statusOf('VmHWM') - before }));
