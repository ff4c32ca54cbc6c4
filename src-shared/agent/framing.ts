/** Counts up when a message changes its meaning. */
export const protocolVersion = 1;

/** A frame is its length (32 bits, big-endian, of what follows) and JSON in UTF-8. */
export const frameHeaderBytes = 4;
export const frameMaxBytes = 4 * 1024 * 1024;
/** Until the greeting is answered, nobody gets to send more than that. */
export const greetingMaxBytes = 16 * 1024;
