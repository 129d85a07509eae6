import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Chunk {
	type: string;
	data: Buffer;
}

export interface Frame {
	png: Buffer;
	/** How long it is shown. */
	seconds: number;
}

/**
 * One moving picture of PNG files of the same size and colours, shown over and over (APNG, as in the third edition of the PNG
 * specification).
 *
 * @throws Error where a frame differs in its header
 */
export function animatedPng(frames: readonly Frame[]): Buffer {
	const parsed = frames.map(({ png, seconds }) => ({ chunks: chunksOf(png), seconds }));
	const header = dataOf(parsed[0]?.chunks ?? [], 'IHDR');
	const control = Buffer.alloc(8);
	control.writeUInt32BE(frames.length, 0);
	const parts = [SIGNATURE, chunk('IHDR', header), chunk('acTL', control)];
	let sequence = 0;
	for (const [index, { chunks, seconds }] of parsed.entries()) {
		if (!dataOf(chunks, 'IHDR').equals(header)) throw new Error(`Frame ${index} differs in size`);
		parts.push(chunk('fcTL', frameControl(sequence++, header, seconds)));
		for (const { type, data } of chunks) {
			if (type !== 'IDAT') continue;
			if (index === 0) parts.push(chunk('IDAT', data));
			else parts.push(chunk('fdAT', Buffer.concat([numberOf(sequence++), data])));
		}
	}
	return Buffer.concat([...parts, chunk('IEND', Buffer.alloc(0))]);
}

function chunksOf(png: Buffer): Chunk[] {
	const chunks: Chunk[] = [];
	for (let at = SIGNATURE.length; at < png.length; ) {
		const length = png.readUInt32BE(at);
		const type = png.toString('latin1', at + 4, at + 8);
		chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
		at += 12 + length;
	}
	return chunks;
}

function dataOf(chunks: readonly Chunk[], type: string): Buffer {
	const found = chunks.find((one) => one.type === type);
	if (!found) throw new Error(`A frame has no ${type}`);
	return found.data;
}

/** The whole picture, for this long, in place of the frame before. */
function frameControl(sequence: number, header: Buffer, seconds: number): Buffer {
	const control = Buffer.alloc(26);
	control.writeUInt32BE(sequence, 0);
	header.copy(control, 4, 0, 8);
	control.writeUInt16BE(Math.round(seconds * 10), 20);
	control.writeUInt16BE(10, 22);
	return control;
}

function numberOf(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
	const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	return Buffer.concat([numberOf(data.length), typed, numberOf(crc32(typed))]);
}
