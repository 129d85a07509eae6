import { isBlank, SHORTENED, shortenedAdvice, trimmed, westernDigits, withoutNoise } from './text';
import { shown, ValueError } from './value-error';

export interface NumberForm {
	/** No decimals. */
	integer?: boolean;
	/** A whole number of cents. */
	cents?: boolean;
	/** Only numbers above this one. */
	above?: number;
	min?: number;
	max?: number;
}

const PLAIN = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** White space and apostrophes are thousands separators only: `1 250,50`, `1'250.50`. */
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:([ '])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;
/** Also the grouping of India: `12,34,567`. */
const COMMAS = /^[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3})(?:\.\d*)?$/;
/** The separators of Arabic leave no doubt. */
const ARABIC = /^[+-]?(?:\d+|[1-9]\d{0,2}(?:\u066C\d{3})+)(?:[.\u066B]\d*)?$/;
const POINTS = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/;
const DECIMAL_COMMA = /^[+-]?\d*,\d+$/;
/** One comma with three digits behind it. */
const TWO_READINGS = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const WRITE = 'Use digits and a decimal point, such as 1250.00.';

function count(text: string, character: string): number {
	return text.split(character).length - 1;
}

/** The text as JavaScript reads numbers; undefined where it is not one, or has no single reading. */
function plainOf(text: string): string | undefined {
	if (PLAIN.test(text)) return text;
	if (GROUPED.test(text)) return text.replace(/[ ']/g, '').replace(',', '.');
	if (POINTS.test(text) && (count(text, '.') > 1 || text.includes(','))) {
		return text.replaceAll('.', '').replace(',', '.');
	}
	if (COMMAS.test(text) && (count(text, ',') > 1 || text.includes('.'))) {
		return text.replaceAll(',', '');
	}
	if (ARABIC.test(text)) return text.replaceAll('\u066C', '').replace('\u066B', '.');
	return DECIMAL_COMMA.test(text) ? text.replace(',', '.') : undefined;
}

/** Digits, signs and separators in their plain form. */
function normalized(given: string): string {
	return westernDigits(trimmed(given))
		.replace(/[\u2212\uFE63\uFF0D]/g, '-')
		.replace(/[\u00A0\u2000-\u200A\u202F]/g, ' ')
		.replace(/[\u2019\u02BC]/g, "'")
		.replaceAll('\u060C', ',');
}

/** A number, and whether it was written with decimals. */
interface Written {
	number: number;
	hasDecimals: boolean;
}

function fromText(given: string): Written {
	const text = normalized(given);
	if (TWO_READINGS.test(text)) {
		const whole = text.replace(',', '');
		const decimal = String(Number(text.replace(',', '.')));
		throw new ValueError(
			'can be read as two numbers',
			`Got ${shown(given)}. Write ${whole} or ${decimal}.`,
		);
	}
	const plain = plainOf(text);
	const number = plain === undefined ? Number.NaN : Number(plain);
	if (!Number.isFinite(number)) {
		throw new ValueError('must be a number', `Got ${shown(given)}. ${WRITE}`);
	}
	return { number, hasDecimals: plain?.includes('.') === true };
}

function checkForm(
	{ number, hasDecimals }: Written,
	given: unknown,
	{ integer, cents, above, min, max }: NumberForm,
): void {
	if (cents && hasDecimals) {
		throw new ValueError(
			'must be a whole number of cents',
			`Got ${shown(given)}. Cents have no decimals: write ${Math.round(number * 100)} for ${number.toFixed(2)}.`,
		);
	}
	if (integer && !Number.isInteger(number)) {
		throw new ValueError('must be a whole number', `Got ${shown(given)}.`);
	}
	if (above !== undefined && number <= above) {
		throw new ValueError(`must be above ${above}`, `Got ${shown(given)}.`);
	}
	if (min !== undefined && number < min) {
		throw new ValueError(`must be ${min} or more`, `Got ${shown(given)}.`);
	}
	if (max !== undefined && number > max) {
		throw new ValueError(`must be ${max} or less`, `Got ${shown(given)}.`);
	}
}

/**
 * Reads a number: numbers, and text with one reading only. Noise of binary fractions is removed (at most six decimals).
 *
 * @throws ValueError for everything else
 */
export function readNumber(value: unknown, form: NumberForm = {}): number {
	if (isBlank(value)) {
		throw new ValueError('is empty', 'Fill it in, or check that its expression finds a value.');
	}
	if (typeof value !== 'string' && (typeof value !== 'number' || !Number.isFinite(value))) {
		throw new ValueError('must be a number', `Got ${shown(value)}. ${WRITE}`);
	}
	if (form.integer && typeof value === 'string' && SHORTENED.test(trimmed(value))) {
		throw new ValueError('must be a whole number', shortenedAdvice(value));
	}
	const written = typeof value === 'string' ? fromText(value) : { number: value };
	const { number } = written;
	if (Math.abs(number) > Number.MAX_SAFE_INTEGER) {
		throw new ValueError(
			'has too many digits for a number',
			`Got ${shown(value)}, which would be sent as ${number}.`,
		);
	}
	const clean = withoutNoise(number);
	if (clean === 0 && number !== 0) {
		throw new ValueError('is too small', `Got ${shown(value)}. Numbers have at most six decimals.`);
	}
	checkForm({ hasDecimals: !Number.isInteger(clean), ...written, number: clean }, value, form);
	return clean === 0 ? 0 : clean;
}
