// Which of the ways of a tab is shown.

export function WaySelect<W extends string>({
  ways,
  way,
  choose,
}: {
  ways: readonly (readonly [id: W, name: string, ...rest: unknown[]])[];
  way: W;
  choose: (way: W) => void;
}) {
  return (
    <label>
      <span className="hidden">What</span>
      <select value={way} onChange={(event) => choose(event.target.value as W)}>
        {ways.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
