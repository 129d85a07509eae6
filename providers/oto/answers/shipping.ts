import type { Answers } from '../../../transport/contracts/answer';

const offers = `
		traceId: string
		success: boolean
		deliveryCompany: {
			deliveryOptionId: integer
			serviceType deliveryOptionName trackingType deliveryType pickupCutOffTime estimatedDeliveryDate deliveryCompanyName
			estimatedPickupDate avgDeliveryTime logo currency pickupDropoff cardOnDeliveryPercentage checkAllBranches: string
			score5 codCharge maxOrderValue maxCODValue extraWeightPerKg returnFee maxFreeWeight price: number
			needToVerifyCrDocStatus: boolean
		}[]
	`;

export const shipping: Answers = {
	'deliveryFee.getForOtoContracts': offers,
	'deliveryFee.getForOwnContracts': offers,
	'deliveryFee.getForOrder': `
		success: boolean
		deliveryCompany: {
			deliveryOptionId: integer
			serviceType deliveryOptionName trackingType deliveryCompanyName avgDeliveryTime logo currency pickupDropoff
			cardOnDeliveryPercentage pickupCutOffTime: string
			codCharge maxOrderValue maxCODValue extraWeightPerKg returnFee maxFreeWeight price: number
		}[]
	`,
	'deliveryOption.getMany': `
		success: boolean
		options: {
			deliveryOptionId: integer
			name integrationName webhookUrl: string
		}[]
	`,
	'deliveryEstimate.get': `
		success: boolean
		result: {
			estimatedTransferDuration: number
			estimatedPickupDate cutOffSameDayPickup estimatedTransferCompletionDate estimatedDeliveryDate shipmentCreateDate: string
			shippingContract: {
				id deliveryCompanySettingsId: integer
				agreementType name slaMethodType deliveryIntegrationName: string
			}
		}[]
	`,
	'deliveryEstimate.predict': `
		traceId: string
		success: boolean
		deliveryCompany: {
			deliveryCompanySettingsId: integer
			deliveryCompanyName estimatedPickupDate estimatedDeliveryDate: string
		}[]
	`,
	'carrier.getMany': `
		success: boolean
		data: {
			code Name: string
		}[]
	`,
	'carrier.getSettings': `
		success: boolean
		settings: {
			fieldName parentJson fieldType enumValues: string
		}[]
		exampleJSON: object
	`,
	'carrier.activate': `
		deliveryOptionId: string
		success: boolean
	`,
	'carrierBranch.getMany': `
		pickupPoints: {
			phoneNumber dcBranchName country address city branchEmail paymentType branchCode postCode state branchType
			workingHours weekendWorkingHours: string
			codSupported: boolean
			lon lat: number
		}[]
	`,
	'city.getMany': `
		getCities: {
			totalCount perPage: integer
			Cities: {
				name: string
			}[]
		}
	`,
	'city.getAvailable': `
		success: boolean
		limit page: integer
		orders: {
			city city_ar: string
		}[]
	`,
	'city.getForPickup': `
		success: boolean
		cities: string[]
	`,
	'coverage.check': `
		branchCoverage courierDelivery success bulletDelivery: boolean
	`,
	'timeslot.getMany': `
		success: boolean
		availableSlots: {
			day: string
			times: string[]
		}[]
	`,
	'nationalAddress.get': `
		success: boolean
		data: {
			stateID cityID countryID districtID: integer
			neighbourhoodID neighbourhoodName neighbourhood: null
			zipCode districtName lng secondary buildingName streetName shortAddressCode cityName stateName countryShortCode
			countryName formattedFullAddress lat: string
			country: {
				id: integer
				unitOfMeasurement createdDate nameAr dateFormat name modifiedDate phoneCode currency shortCode: string
				countrySettings: {
					id otoSMSProviderId minimumBankTransferLimit: integer
					monetizedIntroVideoAmount otoFeePerOrder starterOtoFeePerOrder refereeAmount vatPercentage refererAmount
					minimumChargeAmount scaleOtoFeePerOrder: number
					flag monetizedIntroVideoURL featureBreakdownJSON configJSON paymentGatewayType allowedCountries createdDate
					bankTransferReceiverAccount modifiedDate chargeCreditOptions status: string
					referralAvailable allowDistrictCustomValue allowCityCustomValue allowStateCustomValue hasShortAddress
					hasNeighbourhood hasState zipCodeRequired internationalDocRequirement bankTransferAvailable
					useComplexCityComponent: boolean
					mapSettings ecomPlusFee: null
				}
			}
			city: {
				id stateID countryID: integer
				createdDate name modifiedDate countryName defaultZipCode: string
			}
			district: {
				id cityID: integer
				createdDate name modifiedDate: string
			}
			state: {
				id countryID: integer
				deliveryCompanies createdDate modifiedDate countryName: null
				name shortCode: string
			}
		}
	`,
};
