/** Words of the seed. */
export const FIRST_NAMES = [
	'Anna',
	'Ben',
	'Clara',
	'David',
	'Elif',
	'Finn',
	'Greta',
	'Hannes',
	'Ida',
	'Jonas',
	'Katrin',
	'Leon',
	'Mila',
	'Noah',
	'Olga',
	'Paul',
	'Rosa',
	'Selim',
	'Tilda',
	'Vera',
] as const;

export const LAST_NAMES = [
	'Acker',
	'Brandt',
	'Conrad',
	'Dietz',
	'Engel',
	'Fuchs',
	'Geiger',
	'Huber',
	'Jansen',
	'Kluge',
	'Lorenz',
	'Möller',
	'Neumann',
	'Ott',
	'Pohl',
	'Reuter',
	'Schäfer',
	'Thiel',
	'Vogt',
	'Weiß',
] as const;

export const ORGANIZATIONS = [
	'Musterwerk GmbH',
	'Beispiel AG',
	'Nordlicht Labor',
	'Stadtverein Probeheim',
	'Halle Fünf',
] as const;

export const TOPICS = [
	'Summit',
	'Workshop',
	'Open Day',
	'Members Meeting',
	'Winter Ball',
	'Product Launch',
	'Charity Run',
	'Career Fair',
	'Book Night',
	'Partner Dinner',
	'Webinar',
	'Street Festival',
] as const;

export const CITIES = [
	{ city: 'München', zip: '80331' },
	{ city: 'Berlin', zip: '10115' },
	{ city: 'Hamburg', zip: '20095' },
	{ city: 'Köln', zip: '50667' },
	{ city: 'Leipzig', zip: '04109' },
] as const;
