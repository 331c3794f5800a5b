/** How much ink a tile has, of four strengths; none where there is nobody, or where the number is withheld. */
export function strength(people: number | null, most: number): number {
  return people === null || people === 0 || most === 0 ? 0 : Math.max(1, Math.ceil((people / most) * 4));
}
