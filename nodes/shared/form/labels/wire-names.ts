/** Abbreviations that are written in capitals; their plurals have a small s. */
const ABBREVIATIONS = new Set(
	'ach api awb bcc bic cc cod cr dc erp ffne gl hs iban id json oto otp pdf po sku sla sms smtp ssl tls uom upc uri url utc vat zip zpl'.split(
		' ',
	),
);

/** Words that services write short or wrong, and names with a spelling of their own. */
const WORDS: Readonly<Record<string, string>> = {
	attemted: 'Attempted',
	coefficent: 'Coefficient',
	continous: 'Continuous',
	graphql: 'GraphQL',
	img: 'Image',
	lang: 'Language',
	lat: 'Latitude',
	lon: 'Longitude',
	oauth: 'OAuth',
	org: 'Organization',
	pk: 'ID',
	qty: 'Quantity',
};

/** A word as it is spelled in the middle of a text; undefined for one without a spelling of its own. */
function spelled(word: string): string | undefined {
	if (ABBREVIATIONS.has(word)) return word.toUpperCase();
	const one = word.replace(/s$/, '');
	return ABBREVIATIONS.has(one) ? `${one.toUpperCase()}s` : WORDS[word];
}

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
	'per',
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
			const known = words[lower] ?? spelled(lower);
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
