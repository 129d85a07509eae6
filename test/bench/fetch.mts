/**
 * What is left when nothing but HTTP is done: plain fetch with kept connections. Arguments: address, requests, side by side.
 * Prints milliseconds.
 */
const [address = '', count = '0', places = '1'] = process.argv.slice(2);

async function run(requests: number): Promise<number> {
	const started = performance.now();
	let next = 0;
	const worker = async () => {
		while (next < requests) {
			next++;
			const answer = await fetch(address);
			await answer.json();
		}
	};
	await Promise.all(Array.from({ length: Number(places) }, worker));
	return performance.now() - started;
}

await run(50);
process.stdout.write(`${await run(Number(count))}\n`);
