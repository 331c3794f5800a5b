/** Whether the rules that the platform uses are a sample: it says so in the page that it serves. */
export const isSample = (): boolean => 'sample' in document.documentElement.dataset;
