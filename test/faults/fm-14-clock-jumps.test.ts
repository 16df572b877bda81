import { expect, test } from "@jest/globals";
import { ClickedCluster } from "./clicked-cluster.ts";

const hourMs = 3_600_000;

test.each([
  ["ahead", 2 * hourMs],
  ["back", -2 * hourMs],
])(
  "[FM-14] clocks that jump %s end no session and no lease",
  async (_name, offsetMs) => {
    await using clicked = await ClickedCluster.start(4);
    const { cluster } = clicked;
    const left = clicked.visitors.pop();
    left?.leave();
    await clicked.isConsistent(3, 1);
    const before = clicked.closes;
    for (const node of cluster.nodes.values()) {
      clicked.tell(`clock of ${node.name}`);
      node.jump(offsetMs);
      await clicked.clicks(700);
      await clicked.settles();
    }
    await clicked.clicks(1_500);
    await clicked.settles();
    for (const node of cluster.nodes.values()) node.jump(0);
    await clicked.clicks(500);
    await clicked.settles();
    await clicked.isConsistent(3, 1);
    expect(clicked.closes).toBe(before);
    await clicked.check();
  },
  60_000,
);
