/** The label width of plugin-ui's own settings, with which ours stand in one column. */
export const LABEL_WIDTH = 24;
