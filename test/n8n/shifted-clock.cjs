const { readFileSync } = require('node:fs');

/**
 * Loaded into n8n's process: SIGUSR2 sets its wall clock by as many milliseconds as the file says that SHIFTED_CLOCK names. The
 * monotonic clock goes on as it is.
 */
const RealDate = Date;
let shift = 0;
process.on('SIGUSR2', () => {
	shift = Number(readFileSync(process.env.SHIFTED_CLOCK, 'utf8'));
});

class ShiftedDate extends RealDate {
	constructor(...given) {
		if (given.length === 0) super(RealDate.now() + shift);
		else super(...given);
	}

	static now() {
		return RealDate.now() + shift;
	}
}
globalThis.Date = new Proxy(ShiftedDate, {
	apply: () => new ShiftedDate().toString(),
});
