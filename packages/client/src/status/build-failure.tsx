import type { Notice } from "@flotilla/protocol";
import type { ComponentChild } from "preact";
import { useEffect } from "preact/hooks";

export { styles } from "../styles/build-failure.chunk.css";

interface Props {
  readonly failure: Extract<Notice, { readonly type: "build_failed" }>;
  readonly dismiss: () => void;
}

/** Shows the author why the app was not built; the page of the last good build can still be used beside it. */
export function BuildFailure({ failure, dismiss }: Props): ComponentChild {
  const { text, file, line, column } = failure;
  useEffect(() => {
    const leave = ({ key }: KeyboardEvent) => {
      if (key === "Escape") dismiss();
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [dismiss]);
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return (
    <div class="fl-build-failure" role="alert">
      <div class="fl-build-head">
        <h1>The app could not be built</h1>
        <button type="button" onClick={dismiss}>
          Dismiss
        </button>
      </div>
      {place !== "" && <p>{place}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also for the keyboard */}
      <pre tabIndex={0}>{text}</pre>
    </div>
  );
}
