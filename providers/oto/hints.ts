const SLOW_DOWN = 'Too many requests: wait a minute, then try again.';
const BOXES =
	'Check the boxes: at most 10, each with its own ID, sizes in cm and weight in kg; their number and weight must match the package count and package weight.';
const NOT_OPEN = 'The OTO account cannot make this kind of request: ask OTO to enable it.';
const NOT_ALLOWED = 'The token is not allowed to do this: check its owner in OTO.';
const STOCK =
	'Check action, pickup location, SKU, quantity and inventory type; quantities are whole numbers.';

/** What a person can do, by the numbers of OTO's codes. Source: error table of the OTO API V2 Postman collection. */
export const hintsByNumber: ReadonlyArray<readonly [numbers: readonly number[], hint: string]> = [
	[[1001], 'Fill in the order ID.'],
	[[1002], 'Check the order ID.'],
	[[1004], 'No carrier of the account serves this shipment: check cities, weight and contracts.'],
	[[1006], 'Top up the OTO wallet.'],
	[[1009], 'OTO gives no reason: check the values, then try again.'],
	[[1010], 'Fill in the required fields.'],
	[[1011], 'The order already has a shipment: cancel it first.'],
	[[1015, 1081], 'OTO has an internal problem: try again later.'],
	[
		[1016],
		'Fill in name, mobile, country, city and address of the sender, or use a pickup location instead.',
	],
	[
		[1021, 1022],
		'Fill in address and city of the recipient. Within Saudi Arabia an order can go without them if sender and recipient have a short address code.',
	],
	[[1024], 'Fill in the country of the recipient, a code of two letters.'],
	[[1029], 'Fill in the name of the recipient.'],
	[[1030], 'Fill in the mobile phone of the recipient.'],
	[[1049], 'Fill in a weight above 0, in kg.'],
	[[1063], 'Order IDs are unique in OTO: use another one, or update the existing order.'],
	[[1067, 1108], 'The order cannot get this status now: check its current status.'],
	[
		[1070],
		'Check the code of the pickup location; a new location needs a name and a code of its own.',
	],
	[
		[1071, 1072],
		'Give each item the pickup locations to split it over: code, quantity and a box, with quantities that add up to that of the item.',
	],
	[[1073], BOXES],
	[[1074], 'Fill in the items, each with a quantity above 0.'],
	[[1075], 'Check the values: a field has the wrong type.'],
	[
		[1077],
		'OTO has no ZPL label (yet): wait until the shipment is created. Some carriers only have PDF labels.',
	],
	[[1079], 'Fill in the shipment ID: the status of the order shows it.'],
	[[1080, 1212], NOT_ALLOWED],
	[[1082], 'The shipment can no longer be canceled: check its status.'],
	[[1083], 'Fill in "Refresh Token" in the credential.'],
	[[1084], 'Check "Refresh Token" and "Environment" in the credential.'],
	[[1085], 'Fill in a valid email address.'],
	[[1086], 'No OTO user has this email address.'],
	[[1087, 1177], 'Fill in the country, a code of two letters.'],
	[[1088], 'This endpoint needs another kind of token, such as a marketplace token.'],
	[[1089], 'The company is already registered: use another email address.'],
	[[1090, 1099, 1146], 'Check the code and the name of the integration.'],
	[[1091, 1092], 'The registration failed: check all fields, then try again.'],
	[[1093], 'Fill in an amount above 0.'],
	[[1094, 1095, 1154], 'Fill in a store or brand name that is not in use yet.'],
	[[1096, 1173], 'Check the code of the carrier: the list of carriers shows it.'],
	[[1097], 'Check the cities: OTO needs its own spelling.'],
	[[1098], 'Check latitude and longitude, in degrees.'],
	[[1100], 'Check the brand: the list of brands shows its ID.'],
	[[1101, 1102], 'Check the settings of the carrier contract against its template.'],
	[[1103], 'The status of the order does not allow this: check its current status.'],
	[[1104], 'Fill in the customer, or the destination location of a transfer.'],
	[[1105, 1143], SLOW_DOWN],
	[[1106], 'Choose who pays for the delivery from the list.'],
	[[1107], 'Write minDate and maxDate as YYYY-MM-DD.'],
	[
		[1109, 1114],
		'The text message was not sent: check the mobile phone and the SMS settings in OTO.',
	],
	[[1110], 'Fill in the reason for the hold and its language.'],
	[[1111], 'Set up the reasons in the settings of the OTO account.'],
	[[1112], 'Ask for fewer orders at once.'],
	[[1113], 'There is no shipment (yet): book one and wait until it is created.'],
	[[1116], 'The carrier did not answer: try again later.'],
	[[1117], 'A branch with this name or code already exists.'],
	[[1118], 'Fill in the serving radius in km.'],
	[[1119], 'Choose warehouse or branch as the type of the location.'],
	[[1120], 'OTO allows 10 webhooks per account: delete one first.'],
	[[1121], 'Fill in the URL of the webhook and its method, POST or PUT.'],
	[[1122], 'Each webhook needs a URL of its own.'],
	[[1123, 1124], 'Keys of a webhook can have up to 255 characters.'],
	[[1125], 'Check the ID of the webhook: the list of webhooks shows it.'],
	[[1126, 1127, 1128, 1129, 1130, 1131, 1132, 1133, 1134, 1135, 1136, 1137], STOCK],
	[[1138, 1139], 'Check the ID or the email address of the driver.'],
	[[1140], 'The driver cannot take more orders: assign another one.'],
	[[1141], 'There is no label (yet): wait until the shipment is created.'],
	[[1142], 'Both page and perPage are needed.'],
	[[1144], 'Give each custom attribute a name.'],
	[[1145], 'Fill in the orders as a list.'],
	[[1147], 'Fill in the name of the box; a new box needs a name of its own.'],
	[[1148], 'Check the name of the box: the list of boxes shows it.'],
	[[1149], 'Fill in length, width and height of the box in cm.'],
	[[1150], 'The plan of the OTO account does not include this endpoint: upgrade it.'],
	[[1151], 'Check the URL of the store.'],
	[[1152], 'Check the code of the sales channel: the list of sales channels shows it.'],
	[[1153], 'Fill in all fields of the template of the sales channel.'],
	[[1155, 1156], 'The top-up failed: check the amount and try again.'],
	[[1157], 'A product can be listed once per location.'],
	[[1158, 1159, 1160, 1161, 1171], NOT_OPEN],
	[[1162], 'OTO could not save the change: try again later.'],
	[[1163, 1166, 1168], 'OTO cannot book this shipment: check carrier, cities, weight and sizes.'],
	[[1164], 'The upload failed: try again.'],
	[[1165], 'The free plan includes one carrier: upgrade the plan to add more.'],
	[[1167], 'The plan of the OTO account does not include branches: use a warehouse.'],
	[[1169, 1170, 1194, 1195, 1196, 1197, 1209], BOXES],
	[[1172], 'The carrier has no shipment numbers left for today: try again tomorrow.'],
	[[1174, 1175], 'Check the name of the bin.'],
	[[1176], 'Fill in the phone number with plus sign and country code.'],
	[[1178, 1192, 1193], 'Check the address: address, city and country are needed.'],
	[[1179, 1180], 'Only delivered orders can be returned.'],
	[[1181, 1183], 'Check the Saudi short address: 4 letters and 4 digits.'],
	[
		[1184, 1185, 1186],
		'Nothing was found for this place: check the city, the coordinates and the items.',
	],
	[[1187], 'These items are returned already, or the order does not have them.'],
	[[1189, 1190], 'Check the IDs of the orders and of the driver.'],
	[[1191], 'OTO cannot read modifiedDate: try a day written as YYYY-MM-DD.'],
	[[1208], 'Check the code of the destination location.'],
	[[1210], 'Fill in the city, or latitude and longitude.'],
	[[1211], 'OTO is still processing the order: try again shortly.'],
	[[1213], 'The order has no return to print: create the return first.'],
];

const byCode = new Map(
	hintsByNumber.flatMap(([numbers, hint]) =>
		numbers.map((number): [string, string] => [`OTO${number}`, hint]),
	),
);

/** `OTO110` and `1107` are printed for OTO1110 and OTO1107. */
export function codeWritten(code: string): string {
	if (code === 'OTO110') return 'OTO1110';
	return /^\d+$/.test(code) ? `OTO${code}` : code;
}

export function hintOf(code: string | undefined): string | undefined {
	return code === undefined ? undefined : byCode.get(code);
}
