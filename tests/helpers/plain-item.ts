/** What most items don't have, as a summary says it. */
export const plainSummary = { askBeforeUse: false, service: null, links: [], attachmentCount: 0, rotatingSince: null };

/** The same of what is seen of an opened item. */
export const plainDetail = { attachments: [], rotation: null, playbook: null, versions: 0 };
