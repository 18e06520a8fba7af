/** Stands where @open-wc/testing expects the snapshot commands of another test runner; nothing here uses them. */
export const getSnapshot = undefined
export const getSnapshotConfig = undefined
export const saveSnapshot = undefined
