// The dialogs of the page: keys and tour, share, export, find, the bands of likelihood, and the three starts of an empty folder.
// Each is a native dialog: Esc closes it, focus stays inside and goes back where it came from.

import { percent } from "../../../present/words/figures.ts";
import { BANDS } from "../../../present/words/likelihood.ts";
import { beginWith, usePage } from "../state/store.ts";
import { Box } from "./box.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { FindDialog } from "./find-dialog.tsx";
import { openDialog } from "./parts/actions.ts";
import { TakeText } from "./parts/take-text-box.tsx";
import { ShareDialog } from "./share-dialog.tsx";
import { Tour } from "./tour.tsx";

const KEYS: [string, string][] = [
  ["1 to 9, 0", "the tabs; 0 is the tenth"],
  ["g then l, a, b", "to the levers, the answer, what it rests on"],
  ["arrows on a lever", "move it; with Shift ten steps; Home: the model's own value"],
  ["z, Shift Z", "undo, redo"],
  ["c", "pin the levers as a column of Compare"],
  ["/", "find anything by its name"],
  ["t", "tables instead of pictures"],
  ["e", "export"],
  ["Esc", "stop playing and keep what is played; on a phone, put the levers away"],
  ["?", "this list"],
];

function Help() {
  const keysOn = usePage((page) => page.keysOn);
  const version = usePage((page) => page.boot.version);
  return (
    <Box title="Keys">
      <table>
        <tbody>
          {KEYS.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <label>
          <input
            type="checkbox"
            checked={keysOn}
            onChange={(event) => usePage.setState({ keysOn: event.target.checked })}
          />{" "}
          single keys are on (off while typing in any case)
        </label>
      </p>
      <p>
        <button type="button" onClick={() => openDialog("tour")}>
          Take the tour, five steps
        </button>
      </p>
      <p className="note">Standoff {version}. Nothing leaves this machine: no account, no cookie, no network.</p>
    </Box>
  );
}

function Bands() {
  return (
    <Box title="What the words mean">
      <p>
        Likelihood is said by the seven bands of ICD 203. Confidence is another thing, and has its own sentence: it
        counts how many of the claims are disputed or opinion, and on how many sources they rest.
      </p>
      <table>
        <tbody>
          {BANDS.map((band, i) => (
            <tr key={band.words}>
              <th scope="row">{band.words}</th>
              <td className="number">
                {i === 0 ? "under" : percent(band.from).replace(" %", "")}{" "}
                {i === 0 ? "5 %" : `to ${i + 1 < BANDS.length ? percent(BANDS[i + 1]!.from) : "100 %"}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}

const BLANK = `standoff: A blank standoff
clock: { start: 2026-01, step: month, steps: 24 }

actors:
  A: { name: Side A, foresight: 3 to 9 }
  B: { name: Side B, foresight: 6 }

variables:
  tension:
    start: 0.4
    next: tension + 0.1 * (A.line is press) - 0.05 * (B.line is yield) + noise(0.02)
    min: 0
    max: 1

policies:
  A.line: { options: { press: raise the pressure, wait: let time work }, start: wait, review: 3, switching: 0.1 }
  B.line: { options: { stand: give nothing, yield: give way a little }, start: stand, review: 3 }

values:
  A: { gain: { weight: 2, is: B.line is yield }, peace: { weight: -3, is: tension } }
  B: { pride: { weight: 1, is: B.line is stand }, peace: { weight: -2, is: tension } }

questions:
  a: { ask: Does side A press?, about: A.line, at: 2027-06 }
`;

function Start() {
  const { boot } = usePage();
  return (
    <Box title="This folder holds no model yet">
      <p>Begin with one of these; nothing is written to the folder until you save it in the Model tab.</p>
      <ul className="starts">
        {boot.starts.map((s) => (
          <li key={s.id}>
            <button type="button" onClick={() => beginWith(s.files)}>
              {s.title}
            </button>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => beginWith({ [boot.main]: BLANK })}>
            A blank of 20 lines that already plays
          </button>
        </li>
      </ul>
      <h3>From a text: the blank, and what the text claims, for you to accept</h3>
      <TakeText onTaken={() => beginWith({ [boot.main]: BLANK })} />
    </Box>
  );
}

export function Dialogs() {
  const dialog = usePage((page) => page.dialog);
  switch (dialog) {
    case "help":
      return <Help />;
    case "bands":
      return <Bands />;
    case "start":
      return <Start />;
    case "share":
      return <ShareDialog />;
    case "export":
      return <ExportDialog />;
    case "find":
      return <FindDialog />;
    case "tour":
      return <Tour />;
    default:
      return null;
  }
}
