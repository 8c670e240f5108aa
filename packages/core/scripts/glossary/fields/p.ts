import type { FieldTexts } from '../field-texts.ts';

export const p: FieldTexts = {
  page_cursor:
    'Cursor of the page to return, from `next_page_cursor` of the page before. Omit it or pass `null` for the first page. Keep the other parameters the same.',
  parent_acs_credential_id:
    'Id of the credential that is the parent of this one. Absent where there is none.',
  parent_site_key: 'Your own key of the site that contains it.',
  passcode: 'Whether the TTLock device accepts passcodes.',
  passcode_management: 'Whether passcodes of the TTLock device can be managed.',
  pending_auto_update: 'Whether Visionline reports that an automatic update of the card is pending.',
  pending_mutations:
    'Changes that Seam has accepted and is still sending to the device or access system. Empty when all changes are applied.',
  periods:
    'Periods of the day. Each one sets a climate preset from its start time until the next period starts.',
  'ThermostatsDailyProgramsUpdateParams.periods':
    'New periods of the daily program. They replace all current periods.',
  phone: 'Phone number of the user at the provider.',
  phone_metadata: 'Make, model and operating system of the simulated phone.',
  phone_number: 'Phone number in E.164 format, such as `+15555550100`; `null` where none is set.',
  'AccessGrantsCreateParams.user_identity.phone_number':
    'Phone number in E.164 format for the new user identity, such as `+15555550100`. No other user identity of the workspace can have it.',
  'UserIdentitiesCreateParams.phone_number':
    'Phone number in E.164 format for the new user identity, such as `+15555550100`. No other user identity of the workspace can have it.',
  'UserIdentitiesUpdateParams.phone_number':
    'New phone number in E.164 format. No other user identity of the workspace can have it. Omit it to keep the number; `null` removes it.',
  place_name: 'Name of the place in Kisi; `null` where it has none.',
  pms_id: 'Id of the door in the property management system (PMS), as Vostio reports it.',
  predefined_time_slots: 'Time slots that dormakaba Oracode defines for access codes of the device.',
  prefer_native_scheduling:
    'Whether a time-bound code is stored on the lock in advance, with its schedule, where the provider supports it. With `false`, Seam programs it shortly before it starts.',
  preferred_code: 'PIN code to use for the access if it is available.',
  preferred_code_length:
    'Number of digits to generate when `code` is omitted. A device that does not support this length gets its shortest one.',
  prefix: 'Number that dormakaba Oracode uses as the prefix of the time slot.',
  pressure: 'Last pressure reading of the Minut sensor.',
  primary_button_color:
    'Color of the main button in connect webviews, as a hex value. `null` means no color of your own.',
  primary_button_text_color:
    'Color of the text on the main button in connect webviews, as a hex value. `null` means no color of your own.',
  primary_color: 'Main color of the instant key pages.',
  privacy_mode:
    'Whether the Salto KS lock is in privacy mode. Codes, mobile keys and remote unlocks then work for admins only.',
  product_model: 'Model of the product in Wyze.',
  product_name: 'Name of the product at the provider.',
  product_type: 'Type of the product at the provider.',
  profiles: 'Profiles of the door in Visionline.',
  properties:
    'State, settings and model of the device. What is present depends on its brand and capabilities.',
  'CustomersCreatePortalParams.customer_data.properties':
    'Short-term rental properties to create or update for the customer.',
  'CustomersPushDataParams.properties': 'Short-term rental properties to create or update for the customer.',
  'DevicesUpdateParams.properties': 'Properties of the device to change.',
  'Phone.properties': 'State of the phone for mobile credentials, by credential service.',
  property: 'Name of the changed property, such as `code`.',
  property_id: 'Id of the property in KeyNest; `null` where it has none.',
  property_key: 'Your own key of the property.',
  property_keys: 'Your own keys of the properties that this entry concerns.',
  'CustomersDeleteDataParams.property_keys': 'Your own keys of the properties to delete.',
  'staff_members.property_keys': 'Your own keys of the properties that the staff member works in.',
  property_listing_key: 'Your own key of the property listing.',
  property_listing_keys: 'Your own keys of the property listings that the staff member works for.',
  'CustomersDeleteDataParams.property_listing_keys': 'Your own keys of the property listings to delete.',
  property_listings: 'Property listings to create or update for the customer.',
  property_postcode: 'Postal code of the property in KeyNest; `null` where it has none.',
  provider_categories: 'Categories that the provider belongs to, such as `thermostats`.',
  provider_category: 'Category of the provider, such as `stable` or `beta`.',
  'ConnectWebviewsCreateParams.provider_category':
    'Category of providers that the connect webview offers. `/devices/list_device_providers` shows which providers a category has.',
  'DevicesListDeviceProvidersParams.provider_category': 'Returns only providers of this category.',
  publishable_key:
    'Key that identifies the workspace in client-side code. It starts with `seam_pk` and can only create or get client sessions.',
  pulled_backup_access_code_id:
    'Id of the backup access code that replaced this access code; `null` where none was pulled.',
};
