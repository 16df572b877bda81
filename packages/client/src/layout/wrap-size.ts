interface Size {
  readonly width: number;
  readonly height: number;
}

interface Rules {
  readonly row: boolean;
  /** Space along the main axis; a longer run goes on in the next. */
  readonly limit: number;
  readonly spacing: number;
  readonly runSpacing: number;
}

const rounding = 0.05;

/** The size of a box around children that are laid out in runs. */
export function wrapSize(children: readonly Size[], rules: Rules): Size {
  let longest = 0;
  let across = 0;
  let run = { main: 0, cross: 0, count: 0 };
  let runs = 0;
  const close = () => {
    if (run.count === 0) return;
    longest = Math.max(longest, run.main);
    across += run.cross + (runs > 0 ? rules.runSpacing : 0);
    runs += 1;
    run = { main: 0, cross: 0, count: 0 };
  };
  for (const child of children) {
    const main = rules.row ? child.width : child.height;
    const cross = rules.row ? child.height : child.width;
    if (run.count > 0 && run.main + rules.spacing + main > rules.limit + rounding) close();
    run = {
      main: run.main + (run.count > 0 ? rules.spacing : 0) + main,
      cross: Math.max(run.cross, cross),
      count: run.count + 1,
    };
  }
  close();
  return rules.row ? { width: longest, height: across } : { width: across, height: longest };
}
