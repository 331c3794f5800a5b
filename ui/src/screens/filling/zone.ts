/** Whether a text is a machine readable zone: two or three lines of letters, digits and fillers (ICAO 9303 part 3). */
export function isZone(text: string): boolean {
  const bare = text.replace(/\s/g, '');
  return bare.length >= 60 && bare.includes('<') && /^[A-Z0-9<]+$/i.test(bare);
}
