import { setTimeout as delay } from "node:timers/promises";
import * as ft from "@flotilla/sdk";

const steps = 50;

/** Two long jobs with a bar each: a task on the event loop, and heavy work on a thread of its own. */
function main(page: ft.Page) {
  page.title = "Background";
  const taskBar = ft.ProgressBar({ value: 0, width: 300, tooltip: "Task" });
  const taskState = ft.Text("Task: ready");
  const threadBar = ft.ProgressBar({ value: 0, width: 300, tooltip: "Thread" });
  const threadState = ft.Text("Thread: ready");
  const clicks = ft.Text("Clicks: 0");
  let count = 0;

  const runTask = async () => {
    for (let step = 1; step <= steps; step += 1) {
      await delay(20);
      taskBar.value = step / steps;
      taskState.value = `Task: ${step} of ${steps}`;
      page.update();
    }
    taskState.value = "Task: done";
    page.update();
  };

  const runThread = async () => {
    const primes = await page.runThread<number>(
      new URL("./count-primes.ts", import.meta.url),
      { below: 400_000 },
      {
        onProgress: (share) => {
          threadBar.value = Number(share);
          threadState.value = `Thread: ${Math.round(Number(share) * 100)} %`;
          page.update();
        },
      },
    );
    threadBar.value = 1;
    threadState.value = `Thread: done, ${primes} primes`;
  };

  page.add(
    ft.Button("Start task", { onClick: () => void page.runTask(runTask) }),
    taskBar,
    taskState,
    ft.Button("Start thread", { onClick: runThread }),
    threadBar,
    threadState,
    ft.Button("Still alive?", {
      onClick: () => {
        count += 1;
        clicks.value = `Clicks: ${count}`;
      },
    }),
    clicks,
  );
}

ft.run(main);
