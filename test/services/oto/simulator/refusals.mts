import type { Answer, JsonObject } from '../../../sandbox/core/wire.mts';

/** The texts that go with the codes. */
const texts: Record<string, string> = {
	OTO1001: 'Order Id is missing or invalid',
	OTO1002: 'Order is not exist',
	OTO1004: 'No delivery company option found',
	OTO1006: 'Credit is not enough',
	OTO1010: 'Order details are missing or invalid',
	OTO1011: 'Shipment is already exist',
	OTO1016: 'Sender information is missing or invalid',
	OTO1021: 'Recipient address is missing or invalid',
	OTO1022: 'Recipient city is missing or invalid',
	OTO1024: 'Recipient country is missing or invalid',
	OTO1029: 'Recipient name is missing or invalid',
	OTO1030: 'Recipient phone is missing or invalid',
	OTO1049: 'Weight is missing or invalid',
	OTO1063: 'Order Id is already exist',
	OTO1067: 'Status is not allowed for update',
	OTO1070: 'Pickup location code or name is missing, invalid or not unique',
	OTO1071:
		'Item has pickupLocation array for split order process but the input is invalid in the array.',
	OTO1072: 'Split order process needs a box in the array',
	OTO1074: 'Items are missing or invalid',
	OTO1075: 'JSON is missing or invalid',
	OTO1079: 'Shipment Id is required',
	OTO1080: 'Not authorized',
	OTO1082: 'Status is not allowed for cancel shipment',
	OTO1083: 'Refresh Token is required',
	OTO1084: 'Login is required',
	OTO1085: 'Email is missing or invalid',
	OTO1086: 'User is not exist',
	OTO1088: 'Token kind is not allowed',
	OTO1089: 'Company is already exist',
	OTO1093: 'Amount is missing or invalid',
	OTO1095: 'Brand name is missing or not unique',
	OTO1096: 'Delivery company is missing or invalid',
	OTO1097: 'City is missing or invalid',
	OTO1098: 'Lat or lon is missing or invalid',
	OTO1102: 'Settings are missing or invalid',
	OTO1103: 'Status of the order is not suitable for the action',
	OTO1107: 'minDate or maxDate is missing or invalid',
	OTO110: 'On Hold reason is is missing or invalid',
	OTO1112: 'Too many order ids',
	OTO1113: 'Shipment is not exist',
	OTO1120: 'Not more than 10 webhooks',
	OTO1121: 'Url and method are required',
	OTO1122: 'Url already registered for this company',
	OTO1123: 'Secret key is longer than 255',
	OTO1124: 'Authorization key is longer than 255',
	OTO1125: 'Webhook id is missing or invalid',
	OTO1126: 'Action type is missing or invalid',
	OTO1127: 'Location code is missing or invalid',
	OTO1128: 'SKU is missing or invalid',
	OTO1129: 'Quantity is missing or invalid',
	OTO1137: 'Items are missing or invalid',
	OTO1138: 'Driver id is missing',
	OTO1139: 'Driver is not found',
	OTO1142: 'perPage and page are required',
	OTO1143: 'Too many requests',
	OTO1145: 'Order array is missing',
	OTO1147: 'Box name is missing or not unique',
	OTO1148: 'Box is not exist',
	OTO1149: 'Box dimensions are missing or invalid',
	OTO1150: 'Plan upgrade is needed',
	OTO1152: 'Channel code is missing or invalid',
	OTO1153: 'Channel data is missing or invalid',
	OTO1169: 'Box count does not fit packageCount',
	OTO1170: 'Box weight does not fit packageWeight',
	OTO1173: 'No delivery company by that code',
	OTO1176: 'Phone is missing or invalid',
	OTO1177: 'Country is missing or invalid',
	OTO1179: 'Order is not suitable for a return',
	OTO1181: 'Short address is not found',
	OTO1183: 'Short address is missing',
	OTO1184: 'No store has these items',
	OTO1187: 'Items are already returned',
	OTO1189: 'Ids are missing or invalid',
	OTO1191: 'modifiedDate is invalid',
	OTO1193: 'Address is missing or invalid',
	OTO1194: 'Not more than 10 boxes',
	OTO1209: 'Box id is not unique',
	OTO1213: 'No reverse shipment to print',
	OTO1009: 'Something went wrong',
};

/** The whole answer to a refused call; the service has several envelopes. */
export class Refusal extends Error {
	constructor(readonly answer: Answer) {
		super('refused');
	}
}

const withCode = (code: string): JsonObject => ({
	success: false,
	otoErrorCode: code,
	otoErrorMessage: texts[code] ?? code,
});

/** The usual envelope. */
export const coded = (code: string, status = 400, extra: JsonObject = {}): Refusal =>
	new Refusal({ status, body: { ...withCode(code), ...extra } });

/** The usual envelope and the older one in one body. */
export const doubled = (
	code: string,
	errorCode: number,
	errorMsg?: string,
	status = 400,
): Refusal => coded(code, status, { errorCode, errorMsg: errorMsg ?? texts[code] });

/** The older envelope alone. */
export const numbered = (errorCode: number, errorMsg: string, status = 400): Refusal =>
	new Refusal({ status, body: { success: false, errorCode, errorMsg } });

/** What the gateway in front says; no `success` in it. */
export const gateway = (
	status: number,
	message: string,
	headers?: Record<string, string>,
): Refusal => new Refusal({ status, headers, body: { message, code: status } });
