// The kinds of identity documents the till accepts. The clerk or the reader states the kind; a number never tells it.

export const documentTypes = [
  'RESIDENT_ID', 'TEMP_RESIDENT_ID', 'HKMO_RESIDENCE_PERMIT', 'TW_RESIDENCE_PERMIT', 'HKMO_TRAVEL_PERMIT',
  'TW_TRAVEL_PERMIT', 'FOREIGN_PR_CARD', 'PASSPORT', 'MILITARY_ID', 'POLICE_ID', 'HOUSEHOLD_REGISTER', 'OTHER',
] as const;

export type DocumentType = (typeof documentTypes)[number];
