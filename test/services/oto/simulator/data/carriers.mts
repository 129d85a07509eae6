export interface Carrier {
	name: string;
	code: string;
	/** Its `deliveryOptionId`. */
	option: number;
	title: string;
	price: number;
}

/** The first five can be booked; the ids are those of the test carriers. */
export const carriers: Carrier[] = [
	{ name: 'SMSA', code: 'smsa', option: 2828, title: 'SMSA Express', price: 26 },
	{ name: 'Bullet', code: 'bullet', option: 56_468, title: 'Bullet', price: 32 },
	{ name: 'Same Day', code: 'sameDay', option: 56_469, title: 'Same Day', price: 29 },
	{ name: 'Pudo', code: 'pudo', option: 56_470, title: 'Pudo', price: 18 },
	{
		name: 'Heavy and Bulky',
		code: 'heavyBulky',
		option: 56_471,
		title: 'Heavy & Bulky',
		price: 75,
	},
];

const contractsOnly: Array<[name: string, code: string]> = [
	['Aramex', 'aramex'],
	['Saudi Post', 'saudiPostV2'],
	['OTO Driver', 'otoDriverApp'],
	['Fast Express', 'fastExpress'],
];

/** All carriers that can be connected. */
export const carrierList: Array<{ Name: string; code: string }> = [
	...carriers.map(({ name, code }) => ({ Name: name, code })),
	...contractsOnly.map(([Name, code]) => ({ Name, code })),
	...Array.from({ length: 316 }, (_, at) => ({
		Name: `Carrier ${at + 10}`,
		code: `carrier${at + 10}`,
	})),
];
