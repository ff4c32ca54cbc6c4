/** Bounds that the contract, the services and the screens share. Times in the unit their name says. */
export const limits = {
  passwordMaxBytes: 1024,
  usernameMaxCharacters: 64,
  displayNameMaxCharacters: 64,
  emailMaxCharacters: 254,
  itemNameMaxCharacters: 200,
  itemMaxFields: 100,
  itemMaxTags: 50,
  tagMaxCharacters: 64,
  fieldNameMaxCharacters: 100,
  fieldValueMaxCharacters: 100_000,
  /** An otpauth address or a base32 secret. */
  totpSetupMaxCharacters: 2000,
  sshCommentMaxCharacters: 200,
  linksMax: 50,
  serviceMaxCharacters: 40,
  /** Of the playbook of an item: the issuer's page, and the steps as text. */
  playbookPageMaxCharacters: 2000,
  playbookStepsMaxCharacters: 4000,
  /** Earlier versions that an item keeps; the oldest go first. */
  versionsMax: 20,
  versionsMaxCharacters: 256 * 1024,
  attachmentMaxBytes: 20 * 1024 * 1024,
  attachmentsMax: 50,
  attachmentNameMaxCharacters: 200,
  /** What a window sends at once of a file; whole chunks of its sealed form. */
  attachmentPieceBytes: 256 * 1024,
  /** What a window shows of a file. */
  previewMaxBytes: 1024 * 1024,
  searchMaxCharacters: 200,
  recentItemsMax: 20,
  savedSearchesMax: 50,
  savedSearchNameMaxCharacters: 60,
  pageMaxRows: 500,
  selectionMaxItems: 1000,
  /** Of what programs have stored too. */
  vaultMaxItems: 100_000,
  /** Of what lies in one record, as JSON. */
  recordMaxCharacters: 256 * 1024,
  expiringWithinDays: 30,
  findingKeyMaxCharacters: 160,
  /** That one finding names. */
  findingItemsMax: 50,
  /** Days whose score is kept. */
  healthDaysMax: 400,
  /** Findings that a person knows of. */
  acceptedFindingsMax: 1500,
  usesMax: 20,
  autoLockMinutes: { min: 1, max: 240, default: 10 },
  clipboardSeconds: { min: 5, max: 300, default: 30 },
  pictureMaxCharacters: 60_000,
  /** Decoded; what one import may hold. */
  importMaxBytes: 16 * 1024 * 1024,
  importMaxPeople: 20_000,
  tilesMax: 60,
  referenceMaxCharacters: 1000,
  /** In one reading. */
  referencesMax: 200,
  audienceMaxCharacters: 200,
  /** For a locked vault to be opened. */
  waitMaxSeconds: 600,
  /** Nobody has to answer a program for longer. */
  approvalSeconds: 120,
  approvalsWaitingMax: 5,
  leaseMaxMinutes: 7 * 24 * 60,
  /** Filters that an administrator has given names, of all pages together. */
  savedFiltersMax: 50,
  savedFilterNameMaxCharacters: 60,
  /** Of the people whom a change of the policy concerns this many are named. */
  previewPeopleMax: 20,
  /** Of the report that an administrator copies for support. */
  reportMaxCharacters: 20_000,
  programsMax: 200,
  grantsMax: 1000,
  noticeTitleMaxCharacters: 100,
  noticeBodyMaxCharacters: 400,
  linkMaxCharacters: 1000,
  requestHours: 24,
  /** How long a recovery code that was shown waits to be confirmed. */
  codeConfirmHours: 1,
  /** How long an administrator may make a new installation code after a second one has confirmed that. */
  installationCodeHours: 24,
  /** Nothing that somebody has witnessed within these days can have been removed by retention, whose policy keeps 90 at least. */
  witnessKeptDays: 80,
} as const;
