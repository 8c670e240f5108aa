import type { FieldTexts } from '../field-texts.ts';

export const v: FieldTexts = {
  value: 'Last value that the sensor reported.',
  'customer_resources_filters.value': 'Value that the field must have.',
  variant: 'Direction of the change of membership: `adding` or `removing`.',
  video_url: 'URL of a short video from the moment of the event. Absent where there is none.',
  visionline_door_profile_id: 'Id of the door profile in Visionline.',
  visionline_door_profile_type: 'Kind of door profile in Visionline.',
  visionline_metadata: 'Details that only Visionline has. Present only for Visionline.',
  'AcsCredentialsCreateParams.visionline_metadata': 'Settings of the credential that only Visionline has.',
};
