/** The part of JSON Schema that n8n's editor reads (`type`, `properties`, `items`), and whether other keys are allowed. */
export interface Shape {
	/** Absent: any value. */
	type?: 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';
	format?: string;
	properties?: Readonly<Record<string, Shape>>;
	/** `true`: there may be other keys; a shape: all keys are data. Absent: there are no others. */
	additionalProperties?: Shape | true;
	items?: Shape;
}

const PLAIN = ['boolean', 'integer', 'null', 'number', 'string'] as const;
const FORMATS = ['date', 'date-time', 'email', 'uri', 'uuid'];
const TOKEN = /\[\]|\.{3}|[{}<>:]|[^\s{}<>:[\]]+/g;

class Reader {
	private at = 0;

	private readonly tokens: readonly string[];

	constructor(text: string) {
		this.tokens = text.match(TOKEN) ?? [];
	}

	answer(): Shape {
		const { next } = this;
		const shape = next === '{' || next === '<' ? this.value() : this.object();
		if (this.next !== undefined) throw this.problem();
		return shape;
	}

	private get next(): string | undefined {
		return this.tokens[this.at];
	}

	private take(wanted?: string): string {
		const { next } = this;
		if (next === undefined || (wanted !== undefined && next !== wanted)) throw this.problem();
		this.at++;
		return next;
	}

	private problem(): Error {
		const before = this.tokens.slice(Math.max(0, this.at - 5), this.at).join(' ');
		return new Error(`The answer has ${this.next ?? 'its end'} after "${before}"`);
	}

	/** Keys with their types, up to the end or a closing bracket. */
	private object(): Shape {
		const properties: Record<string, Shape> = {};
		let open = false;
		let names: string[] = [];
		while (this.next !== undefined && this.next !== '}') {
			const token = this.take();
			if (token === '...') open = true;
			else if (token === ':') {
				if (names.length === 0) throw this.problem();
				const value = this.value();
				for (const name of names) properties[name] = value;
				names = [];
			} else if (/^[[{}<>]/.test(token)) throw this.problem();
			else names.push(token);
		}
		if (names.length > 0) throw this.problem();
		return { type: 'object', properties, ...(open ? { additionalProperties: true } : {}) };
	}

	private value(): Shape {
		let shape = this.single();
		while (this.next === '[]') {
			this.take();
			shape = Object.keys(shape).length === 0 ? { type: 'array' } : { type: 'array', items: shape };
		}
		return shape;
	}

	private single(): Shape {
		const token = this.take();
		if (token === '{') {
			const object = this.object();
			this.take('}');
			return object;
		}
		if (token === '<') {
			const value = this.value();
			this.take('>');
			return { type: 'object', additionalProperties: value };
		}
		const plain = PLAIN.find((name) => name === token);
		if (plain) return { type: plain };
		if (FORMATS.includes(token)) return { type: 'string', format: token };
		if (token === 'object') return { type: 'object', additionalProperties: true };
		if (token === 'any') return {};
		this.at--;
		throw this.problem();
	}
}

/**
 * Reads the notation of `transport/contracts/answer.ts`.
 *
 * @throws Error that names the place where the text cannot be read
 */
export function shapeOf(text: string): Shape {
	return new Reader(text).answer();
}

/** Objects in one; of two keys with the same name the last counts. */
export function joined(...shapes: readonly Shape[]): Shape {
	const properties = Object.assign({}, ...shapes.map((shape) => shape.properties));
	const open = shapes.some(({ additionalProperties }) => additionalProperties);
	return { type: 'object', properties, ...(open ? { additionalProperties: true } : {}) };
}

/** An object without some of its keys. */
export function without(shape: Shape, ...names: readonly string[]): Shape {
	const kept = Object.entries(shape.properties ?? {}).filter(([name]) => !names.includes(name));
	return { ...shape, properties: Object.fromEntries(kept) };
}

/** The members of a list, or of an object whose keys are data; any other shape as it is. */
function memberOf(shape: Shape | undefined): Shape | undefined {
	if (shape?.type === 'array') return memberOf(shape.items);
	const { properties, additionalProperties } = shape ?? {};
	return properties === undefined && typeof additionalProperties === 'object'
		? memberOf(additionalProperties)
		: shape;
}

/** What is at a dotted path of an answer; where lists or objects with keys of their own are on the way, what is in them. */
export function shapeAt(shape: Shape, path: string): Shape | undefined {
	return (path === '' ? [] : path.split('.')).reduce<Shape | undefined>(
		(at, name) => memberOf(at?.properties?.[name]),
		memberOf(shape),
	);
}
