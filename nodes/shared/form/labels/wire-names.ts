const WORDS: Readonly<Record<string, string>> = {
	id: 'ID',
	ids: 'IDs',
	url: 'URL',
	urls: 'URLs',
	utc: 'UTC',
	vat: 'VAT',
	sku: 'SKU',
	iban: 'IBAN',
	bic: 'BIC',
	json: 'JSON',
	pdf: 'PDF',
	sms: 'SMS',
	pk: 'ID',
};

const SMALL = new Set([
	'a',
	'an',
	'and',
	'as',
	'at',
	'by',
	'for',
	'in',
	'of',
	'on',
	'or',
	'the',
	'to',
	'with',
]);

/** The words of a wire name: `ottimate_company_id`, `orderIDs`, `ready-for-export`. */
export function wordsOf(name: string): string[] {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/([A-Z]+)([A-Z](?!s(?![a-z]))[a-z])/g, '$1 $2')
		.split(/[^A-Za-z0-9]+/)
		.filter(Boolean);
}

/** A wire name in title case. */
export function titled(name: string, words: Readonly<Record<string, string>> = {}): string {
	const list = wordsOf(name);
	return list
		.map((word, index) => {
			const lower = word.toLowerCase();
			const known = words[lower] ?? WORDS[lower];
			if (known) return known;
			if (index > 0 && index < list.length - 1 && SMALL.has(lower)) return lower;
			return lower.charAt(0).toUpperCase() + lower.slice(1);
		})
		.join(' ');
}

/** A wire name as n8n names parameters. */
export function camel(name: string): string {
	return wordsOf(name)
		.map((word, index) => {
			const lower = word.toLowerCase();
			return index === 0 ? lower : lower.charAt(0).toUpperCase() + lower.slice(1);
		})
		.join('');
}
