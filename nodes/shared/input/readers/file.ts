import type { IBinaryData } from 'n8n-workflow';

import type { Field } from '../../../../transport/contracts/endpoint';
import { trimmed } from './text';
import { ValueError } from './value-error';

/** The ending for a MIME type, by the service's table. */
function endingFor({ mimeTypes = {} }: Field, mimeType: string): string | undefined {
	const type = mimeType.split(';')[0]?.trim().toLowerCase().replace('image/jpg', 'image/jpeg');
	return Object.entries(mimeTypes).find(([, known]) => known === type)?.[0];
}

/** The name and ending of a file. The MIME type counts where the name has no ending that the service takes. */
export function fileNameFor(
	field: Field,
	{ fileName = '', fileExtension = '', mimeType }: IBinaryData,
	property: string,
): { name: string; ending: string } {
	const { accepts } = field;
	const name = trimmed(fileName) || property;
	const written = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
	if (accepts === undefined || accepts.includes(written)) return { name, ending: written };
	const ending = [endingFor(field, mimeType), fileExtension.toLowerCase()].find(
		(candidate) => candidate !== undefined && accepts.includes(candidate),
	);
	return ending === undefined ? { name, ending: written } : { name: `${name}.${ending}`, ending };
}

/** @throws ValueError for a kind of file that the service does not take */
export function checkKind({ accepts }: Field, property: string, ending: string): void {
	if (accepts === undefined || accepts.includes(ending)) return;
	throw new ValueError(
		`has a file that the service does not accept`,
		`The file in "${property}" is ${ending ? `a .${ending}` : 'of an unknown kind'}. Accepted are ${accepts.map((kind) => `.${kind}`).join(', ')}, by file name or MIME type.`,
	);
}

/**
 * @param bytes size of the file; undefined where n8n does not note it before the file is read
 * @throws ValueError for an empty file and one that is too large
 */
export function checkSize({ maxBytes }: Field, property: string, bytes: number | undefined): void {
	if (bytes === 0) {
		throw new ValueError('has an empty file', `The file in "${property}" has 0 bytes.`);
	}
	if (bytes === undefined || maxBytes === undefined || bytes <= maxBytes) return;
	throw new ValueError(
		'has a file that is too large',
		`The file in "${property}" has ${bytes} bytes; the service accepts ${maxBytes / 1024 / 1024} MB at most.`,
	);
}
